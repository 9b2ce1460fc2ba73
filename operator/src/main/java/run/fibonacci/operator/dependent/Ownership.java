package run.fibonacci.operator.dependent;

import static run.fibonacci.api.v1.FibonacciServiceStatus.condition;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.HashSet;
import java.util.Set;
import run.fibonacci.api.v1.FibonacciService;

/// Which service an object belongs to.
final class Ownership {

  private Ownership() {}

  /// What the children of the service say of their owner.
  static OwnerReference of(FibonacciService service) {
    return new OwnerReferenceBuilder()
        .withApiVersion(service.getApiVersion())
        .withKind(service.getKind())
        .withName(service.getMetadata().getName())
        .withUid(service.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /// The services that the object names, as its owner or in its labels.
  static Set<ResourceID> services(HasMetadata child) {
    var namespace = child.getMetadata().getNamespace();
    var services = new HashSet<ResourceID>();
    for (var owner : child.getMetadata().getOwnerReferences()) {
      if (owner.getKind().equals(HasMetadata.getKind(FibonacciService.class))) {
        services.add(new ResourceID(owner.getName(), namespace));
      }
    }
    var instance = child.getMetadata().getLabels().get(Labels.INSTANCE);
    if (instance != null) {
      services.add(new ResourceID(instance, namespace));
    }
    return services;
  }

  /// Whether the service is deleted, though the watch has not said so. Only one whose children have
  /// all been there before is asked for: making them for a new one costs no more calls.
  static boolean isGone(FibonacciService service, KubernetesClient client) {
    if (condition(service, "Progressing").map(Condition::getObservedGeneration).isEmpty()) {
      return false;
    }
    var live = client.resource(service).get();
    return live == null
        || !live.getMetadata().getUid().equals(service.getMetadata().getUid())
        || live.isMarkedForDeletion();
  }

  /// Ours is what this very service owns, and what we applied for it and nobody else controls.
  static boolean isOurs(HasMetadata child, FibonacciService service) {
    var owners = child.getMetadata().getOwnerReferences();
    if (owners.stream().anyMatch(o -> o.getUid().equals(service.getMetadata().getUid()))) {
      return true;
    }
    return owners.stream().noneMatch(o -> Boolean.TRUE.equals(o.getController()))
        && child.getMetadata().getManagedFields().stream()
            .anyMatch(f ->
                f.getManager().equals(FibonacciDependent.FIELD_MANAGER)
                    && f.getOperation().equals("Apply"));
  }
}

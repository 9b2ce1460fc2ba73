package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.ServiceSettings;
import run.fibonacci.operator.OperatorSettings;

/// The Service in front of the pods.
@KubernetesDependent(informer = @Informer(labelSelector = Labels.OURS))
public final class ServiceDependent extends FibonacciDependent<Service> {

  private static final ServiceSettings DEFAULTS = new ServiceSettings("ClusterIP", 80, Map.of());

  /// Made anew for each operator.
  public ServiceDependent(OperatorSettings settings) {
    super(Service.class, settings);
  }

  /// The port that the Service listens on.
  public static int port(FibonacciService service) {
    return requireNonNullElse(wanted(service).port(), 80);
  }

  @Override
  Service desired(FibonacciService service, @Nullable Service actual) {
    var wanted = wanted(service);
    return new ServiceBuilder()
        .withNewMetadataLike(metadata(service))
        .addToAnnotations(wanted.annotations())
        .endMetadata()
        .withNewSpec()
        .withType(requireNonNullElse(wanted.type(), "ClusterIP"))
        .withSelector(Labels.selector(service))
        .addNewPort()
        .withName(DeploymentDependent.HTTP)
        .withProtocol("TCP")
        .withPort(port(service))
        .withTargetPort(new IntOrString(DeploymentDependent.HTTP))
        .endPort()
        .endSpec()
        .build();
  }

  private static ServiceSettings wanted(FibonacciService service) {
    return requireNonNullElse(service.getSpec().service(), DEFAULTS);
  }
}

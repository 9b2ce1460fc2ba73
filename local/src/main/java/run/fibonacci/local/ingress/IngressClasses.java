package run.fibonacci.local.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/// Which Ingresses this proxy serves: those of class `nginx`, and those without a class.
final class IngressClasses {
  private static final String NAME = "nginx";
  private static final String CONTROLLER = "fibonacci.run/local-ingress";

  private IngressClasses() {}

  /// Makes the class, as the cluster's default.
  static void register(KubernetesClient client) {
    var nginx =
        new IngressClassBuilder()
            .withNewMetadata()
            .withName(NAME)
            .addToAnnotations("ingressclass.kubernetes.io/is-default-class", "true")
            .endMetadata()
            .withNewSpec()
            .withController(CONTROLLER)
            .endSpec()
            .build();
    client.resource(nginx).forceConflicts().serverSideApply();
  }

  static boolean isServed(Ingress ingress) {
    var annotations = ingress.getMetadata().getAnnotations();
    return Optional.ofNullable(ingress.getSpec().getIngressClassName())
        .or(() -> Optional.ofNullable(annotations.get("kubernetes.io/ingress.class")))
        .filter(name -> !name.equals(NAME))
        .isEmpty();
  }
}

package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.stream.Stream;
import run.fibonacci.operator.dependent.ServiceMonitor;

/// A service that has a child of every kind.
final class EveryChild {

  /// What its spec says.
  static final String SPEC =
      "autoscaling: {minReplicas: 2, maxReplicas: 5}, ingress: {}, networkPolicy: {},"
          + " gateway: {parentRefs: [{name: public}]}, monitoring: {serviceMonitor: {}}";

  private EveryChild() {}

  /// The kinds.
  static Stream<Class<? extends HasMetadata>> kinds() {
    return Stream.of(
        Deployment.class,
        Service.class,
        ServiceAccount.class,
        HorizontalPodAutoscaler.class,
        Ingress.class,
        PodDisruptionBudget.class,
        NetworkPolicy.class,
        HTTPRoute.class,
        ServiceMonitor.class);
  }
}

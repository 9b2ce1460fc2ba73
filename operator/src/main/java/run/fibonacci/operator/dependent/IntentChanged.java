package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/// Lets through what somebody changed about an autoscaler, a budget or a route, not the status that
/// its controller writes every few seconds. (Its `metadata.generation` tells nothing: older API
/// servers do not count it.)
public final class IntentChanged implements OnUpdateFilter<HasMetadata> {

  @Override
  public boolean accept(HasMetadata after, HasMetadata before) {
    var now = after.getMetadata();
    var then = before.getMetadata();
    return !Objects.equals(intent(after), intent(before))
        || !Objects.equals(now.getLabels(), then.getLabels())
        || !Objects.equals(now.getAnnotations(), then.getAnnotations())
        || !Objects.equals(now.getOwnerReferences(), then.getOwnerReferences());
  }

  private static Object intent(HasMetadata child) {
    return switch (child) {
      case HorizontalPodAutoscaler autoscaler -> autoscaler.getSpec();
      case PodDisruptionBudget budget -> budget.getSpec();
      case HTTPRoute route -> route.getSpec();
      default -> child;
    };
  }
}

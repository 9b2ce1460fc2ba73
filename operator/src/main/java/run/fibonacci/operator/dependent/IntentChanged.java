package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/// Lets through what somebody changed about an autoscaler, not the status that its controller
/// writes every few seconds. (Its `metadata.generation` tells nothing: older API servers do not
/// count it.)
public final class IntentChanged implements OnUpdateFilter<HorizontalPodAutoscaler> {

  @Override
  public boolean accept(HorizontalPodAutoscaler after, HorizontalPodAutoscaler before) {
    var now = after.getMetadata();
    var then = before.getMetadata();
    return !Objects.equals(after.getSpec(), before.getSpec())
        || !Objects.equals(now.getLabels(), then.getLabels())
        || !Objects.equals(now.getAnnotations(), then.getAnnotations())
        || !Objects.equals(now.getOwnerReferences(), then.getOwnerReferences());
  }
}

package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// There is an autoscaler while the spec has autoscaling.
public final class WhenAutoscaled implements Condition<HorizontalPodAutoscaler, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<HorizontalPodAutoscaler, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return holds(service);
  }

  static boolean holds(FibonacciService service) {
    return service.getSpec().autoscaling() != null;
  }
}

package run.fibonacci.operator.dependent;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// There is a ServiceMonitor while the spec has one.
public final class WhenMonitored implements Condition<ServiceMonitor, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<ServiceMonitor, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return holds(service);
  }

  static boolean holds(FibonacciService service) {
    var monitoring = service.getSpec().monitoring();
    return monitoring != null && monitoring.serviceMonitor() != null;
  }
}

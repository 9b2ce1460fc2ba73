package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// There is an HTTPRoute while the spec names a Gateway.
public final class WhenRouted implements Condition<HTTPRoute, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<HTTPRoute, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return holds(service);
  }

  static boolean holds(FibonacciService service) {
    return service.getSpec().gateway() != null;
  }
}

package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// There is a NetworkPolicy while the spec has one.
public final class WhenGuarded implements Condition<NetworkPolicy, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<NetworkPolicy, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return holds(service);
  }

  static boolean holds(FibonacciService service) {
    return service.getSpec().networkPolicy() != null;
  }
}

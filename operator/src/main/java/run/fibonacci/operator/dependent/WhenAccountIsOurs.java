package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// An account is made while the spec names none that exists.
public final class WhenAccountIsOurs implements Condition<ServiceAccount, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<ServiceAccount, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return holds(service);
  }

  static boolean holds(FibonacciService service) {
    var account = service.getSpec().serviceAccount();
    return account == null || account.name() == null;
  }
}

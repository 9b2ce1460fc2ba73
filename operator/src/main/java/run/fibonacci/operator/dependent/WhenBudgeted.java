package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.replicas.ReplicaHandover;

/// There is a budget while the fewest pods of a service are more than the budget keeps: otherwise
/// nobody could ever drain a node.
public final class WhenBudgeted implements Condition<PodDisruptionBudget, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<PodDisruptionBudget, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return holds(service);
  }

  static boolean holds(FibonacciService service) {
    var pods = ReplicaHandover.needed(service.getSpec());
    var kept = DisruptionBudgetDependent.budget(service).minAvailable();
    return pods >= 2 && (kept == null || kept(kept, pods) < pods);
  }

  /// How many pods are kept; of a percentage, Kubernetes rounds up.
  private static int kept(IntOrString minimum, int pods) {
    return minimum.getIntVal() != null
        ? minimum.getIntVal()
        : Math.ceilDiv(pods * Integer.parseInt(minimum.getStrVal().replace("%", "")), 100);
  }
}

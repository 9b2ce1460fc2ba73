package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.DisruptionBudget;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.replicas.ReplicaHandover;

/// The PodDisruptionBudget, where it leaves room for a node to be drained.
@KubernetesDependent(
    informer = @Informer(labelSelector = Labels.OURS, onUpdateFilter = IntentChanged.class))
public final class DisruptionBudgetDependent extends FibonacciDependent<PodDisruptionBudget> {

  private static final DisruptionBudget ONE_AT_A_TIME =
      new DisruptionBudget(null, new IntOrString(1));

  /// Made anew for each operator.
  public DisruptionBudgetDependent(OperatorSettings settings) {
    super(PodDisruptionBudget.class, settings);
  }

  /// While the fewest pods of the service are more than the budget keeps: otherwise nobody could
  /// ever drain a node.
  @Override
  boolean isWanted(FibonacciService service) {
    var pods = ReplicaHandover.needed(service.getSpec());
    var kept = budget(service).minAvailable();
    return pods >= 2 && (kept == null || kept(kept, pods) < pods);
  }

  /// How many pods are kept; of a percentage, Kubernetes rounds up.
  private static int kept(IntOrString minimum, int pods) {
    return minimum.getIntVal() != null
        ? minimum.getIntVal()
        : Math.ceilDiv(pods * Integer.parseInt(minimum.getStrVal().replace("%", "")), 100);
  }

  /// The budget in the spec, else one pod at a time.
  private static DisruptionBudget budget(FibonacciService service) {
    var wanted = service.getSpec().disruptionBudget();
    return wanted == null ? ONE_AT_A_TIME : wanted;
  }

  @Override
  PodDisruptionBudget desired(FibonacciService service, @Nullable PodDisruptionBudget actual) {
    var budget = budget(service);
    return new PodDisruptionBudgetBuilder()
        .withMetadata(metadata(service))
        .withNewSpec()
        .withMinAvailable(budget.minAvailable())
        .withMaxUnavailable(budget.maxUnavailable())
        .withSelector(new LabelSelectorBuilder().withMatchLabels(Labels.selector(service)).build())
        // a pod that does not serve is no reason to keep a node
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .endSpec()
        .build();
  }
}

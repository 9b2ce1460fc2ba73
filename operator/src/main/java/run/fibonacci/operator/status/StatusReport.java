package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.dependent.DeploymentDependent;
import run.fibonacci.operator.dependent.Labels;

/// Turns what was seen into a status. The same sights give the same status; only a condition that
/// changes takes a new time from the clock.
public final class StatusReport {

  private final OperatorSettings settings;
  private final Clock clock;

  /// Reports in the name of the operator with these settings.
  public StatusReport(OperatorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// The whole status of a service, in the light of its children.
  public FibonacciServiceStatus of(FibonacciService service, Seen seen) {
    var rollout = new RolloutState(service, seen.deployment());
    var conditions = new Conditions(service, clock);
    return new FibonacciServiceStatus(
        service.getMetadata().getGeneration(),
        rollout.total(),
        rollout.ready(),
        Labels.query(service),
        ServiceUrl.of(service, seen),
        DeploymentDependent.image(service, settings),
        settings.version(),
        List.of(
            ready(conditions, rollout, seen.trouble()),
            progressing(conditions, rollout, service),
            degraded(conditions, rollout, seen.trouble())));
  }

  private static Condition ready(
      Conditions conditions, RolloutState rollout, Optional<Trouble> trouble) {
    var message = rollout.ready() + " of " + rollout.wanted() + " pods are ready";
    if (rollout.hasEnough()) {
      return conditions.condition(
          "Ready", true, rollout.wanted() == 0 ? "ScaledToZero" : "PodsReady", message);
    }
    return trouble
        .map(t -> conditions.condition("Ready", false, t.reason(), message + "; " + t.message()))
        .orElseGet(() -> conditions.condition("Ready", false, "WaitingForPods", message));
  }

  private static Condition progressing(
      Conditions conditions, RolloutState rollout, FibonacciService service) {
    if (Boolean.TRUE.equals(service.getSpec().paused())) {
      return conditions.condition(
          "Progressing", false, "Paused", "nothing is changed until spec.paused is false");
    }
    if (rollout.failure().isPresent()) {
      return conditions.condition(
          "Progressing", false, "Stuck", rollout.failure().orElseThrow().message());
    }
    if (rollout.isComplete()) {
      return conditions.condition("Progressing", false, "Complete", "every pod is as wanted");
    }
    return conditions.condition(
        "Progressing",
        true,
        "RollingOut",
        "%d of %d pods are up to date".formatted(rollout.updated(), rollout.wanted()));
  }

  private static Condition degraded(
      Conditions conditions, RolloutState rollout, Optional<Trouble> trouble) {
    return trouble
        .filter(Trouble::needsPerson)
        .or(rollout::failure)
        .map(t -> conditions.condition("Degraded", true, t.reason(), t.message()))
        .orElseGet(() -> conditions.condition("Degraded", false, "AsExpected", "nothing is amiss"));
  }
}

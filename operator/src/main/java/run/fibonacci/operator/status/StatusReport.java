package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.dependent.DeploymentDependent;
import run.fibonacci.operator.dependent.Labels;
import run.fibonacci.operator.upgrade.Turn;
import run.fibonacci.operator.upgrade.UpgradeState;

/// Turns what was seen into a status. The same sights give the same status; only a condition that
/// changes takes a new time from the clock.
public final class StatusReport {

  private static final Duration STARTING = Duration.ofSeconds(4);

  private final OperatorSettings settings;
  private final Clock clock;

  /// Reports in the name of the operator with these settings.
  public StatusReport(OperatorSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// Whether enough pods answer, none is awaited and nothing is amiss.
  public static boolean isSettled(FibonacciServiceStatus status) {
    return status.conditions().stream()
        .allMatch(c -> c.getStatus().equals(c.getType().equals("Ready") ? "True" : "False"));
  }

  /// Whether the pods may well be on their way, so that there is nothing to ask them yet.
  public boolean isTooEarly(FibonacciService service, FibonacciServiceStatus status) {
    var degraded =
        new Conditions(service, clock)
            .before("Degraded")
            .map(Condition::getStatus)
            .filter("True"::equals);
    return degraded.isEmpty()
        && status.conditions().stream()
            .filter(c -> c.getType().equals("Progressing") && c.getStatus().equals("True"))
            .anyMatch(
                c -> !PodDigest.isOlder(c.getLastTransitionTime(), STARTING, clock.instant()));
  }

  /// The whole status of a service, in the light of its children.
  public FibonacciServiceStatus of(FibonacciService service, Seen seen) {
    var rollout = new RolloutState(service, seen.deployment(), clock.instant());
    var conditions = new Conditions(service, clock);
    var progressing = progressing(conditions, rollout, service, seen.turn());
    if (!seen.applied()) {
      progressing.setObservedGeneration(generationBefore(conditions));
    }
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
            progressing,
            degraded(conditions, rollout, seen.trouble())));
  }

  /// Progress is reported as of the generation that was last applied.
  private static @Nullable Long generationBefore(Conditions conditions) {
    return conditions.before("Progressing").map(Condition::getObservedGeneration).orElse(null);
  }

  private static Condition ready(
      Conditions conditions, RolloutState rollout, Optional<Trouble> trouble) {
    var message = rollout.ready() + " of " + rollout.wanted() + " pods are ready";
    if (rollout.hasEnough()) {
      return conditions.condition(
          "Ready", true, rollout.wanted() == 0 ? "ScaledToZero" : "PodsReady", message);
    }
    return trouble
        .or(rollout::failure)
        .map(t -> conditions.condition("Ready", false, t.reason(), message + "; " + t.message()))
        .orElseGet(() -> conditions.condition("Ready", false, "WaitingForPods", message));
  }

  private static Condition progressing(
      Conditions conditions, RolloutState rollout, FibonacciService service, Optional<Turn> turn) {
    if (Boolean.TRUE.equals(service.getSpec().paused())) {
      return conditions.condition(
          "Progressing", false, "Paused", "nothing is changed until spec.paused is false");
    }
    if (turn.isPresent()) {
      return conditions.condition("Progressing", true, turn.get().reason(), turn.get().message());
    }
    var upgrading = UpgradeState.isUpgrading(service);
    if (rollout.failure().isPresent()) {
      var reason = upgrading ? UpgradeState.STUCK : "Stuck";
      return conditions.condition(
          "Progressing", false, reason, rollout.failure().orElseThrow().message());
    }
    if (rollout.isComplete()) {
      return conditions.condition("Progressing", false, "Complete", "every pod is as wanted");
    }
    return conditions.condition(
        "Progressing",
        true,
        upgrading ? UpgradeState.UPGRADING : "RollingOut",
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

package run.fibonacci.operator.upgrade;

import static run.fibonacci.api.v1.FibonacciServiceStatus.condition;

import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;

/// Where a service stands in an upgrade, read from its condition `Progressing`: the condition's
/// reason, and its `observedGeneration`, which is the last one that was applied without an error.
public final class UpgradeState {

  /// The service is in line.
  public static final String WAITING = "WaitingForTurn";

  /// Its pods are being replaced for the operator's sake.
  public static final String UPGRADING = "Upgrading";

  /// They did not become ready in time.
  public static final String STUCK = "UpgradeStuck";

  private UpgradeState() {}

  /// Whether everything that the spec says has been applied before: what the operator wants beyond
  /// that, its user did not ask for.
  public static boolean isApplied(FibonacciService service) {
    return condition(service, "Progressing")
        .map(Condition::getObservedGeneration)
        .filter(service.getMetadata().getGeneration()::equals)
        .isPresent();
  }

  static boolean isWaiting(FibonacciService service) {
    return isApplied(service) && hasReason(service, WAITING);
  }

  /// Since when there is something to be done about its pods.
  static Instant waitsSince(FibonacciService service) {
    return condition(service, "Progressing")
        .map(Condition::getLastTransitionTime)
        .map(Instant::parse)
        .orElseThrow();
  }

  /// Whether the service has had its turn and is not through. Who edits the spec takes over.
  public static boolean isUpgrading(FibonacciService service) {
    return isApplied(service) && (hasReason(service, UPGRADING) || hasReason(service, STUCK));
  }

  /// Whether the service has just been given its turn.
  ///
  /// @param after the status that is about to be written
  public static boolean begins(FibonacciService service, FibonacciServiceStatus after) {
    return !isUpgrading(service)
        && after.conditions().stream().anyMatch(c -> c.getReason().equals(UPGRADING));
  }

  /// Whether it will hardly get through without somebody's help.
  static boolean isFailing(FibonacciService service) {
    return isUpgrading(service)
        && condition(service, "Degraded").map(c -> c.getStatus().equals("True")).orElse(false);
  }

  /// Since when the service has been ready; empty when it is not.
  static Optional<String> readySince(FibonacciService service) {
    return condition(service, "Ready")
        .filter(c -> c.getStatus().equals("True"))
        .map(Condition::getLastTransitionTime);
  }

  private static boolean hasReason(FibonacciService service, String reason) {
    return condition(service, "Progressing").map(Condition::getReason).equals(Optional.of(reason));
  }
}

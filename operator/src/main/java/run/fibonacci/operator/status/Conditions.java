package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;

/// Makes conditions in the form that Kubernetes' API conventions ask for: the time of a condition
/// moves when its status does, and with nothing else.
final class Conditions {

  private final FibonacciService service;
  private final Clock clock;

  Conditions(FibonacciService service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  /// The condition of this type as it was before.
  Optional<Condition> before(String type) {
    return FibonacciServiceStatus.condition(service, type);
  }

  Condition condition(String type, boolean holds, String reason, String message) {
    var status = holds ? "True" : "False";
    var since =
        before(type)
            .filter(old -> old.getStatus().equals(status))
            .map(Condition::getLastTransitionTime)
            .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(since)
        .withObservedGeneration(service.getMetadata().getGeneration())
        .build();
  }
}

package run.fibonacci.operator.events;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.drift.Drift;

/// Says in events what a user would want to know: pure functions of what was seen.
public final class Chronicle {

  private Chronicle() {}

  /// Children that were made for the first time.
  public static Optional<Happening> created(Collection<String> kinds) {
    return kinds.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Happening(false, "Created", "Create", "made " + String.join(", ", kinds)));
  }

  /// Somebody's change that was undone.
  public static Happening corrected(Drift drift) {
    var note =
        drift.fields().isEmpty()
            ? "%s was deleted and is made again".formatted(drift.place())
            : "%s changed %s: put back; what the FibonacciService decides is changed there"
                .formatted(drift.manager(), drift.place());
    return new Happening(true, "DriftCorrected", "Correct", note);
  }

  /// What a new status says that the one before did not.
  public static List<Happening> between(
      @Nullable FibonacciServiceStatus before, FibonacciServiceStatus after) {
    var happenings = new ArrayList<Happening>();
    degraded(condition("Degraded", before), condition("Degraded", after))
        .ifPresent(happenings::add);
    var wasReady = is("True", condition("Ready", before));
    var ready = condition("Ready", after);
    if (is("True", ready) != wasReady) {
      happenings.add(seen(wasReady, wasReady ? "NotReady" : "Ready", ready));
    } else if (wasReady && hasRolledOut(before, after)) {
      happenings.add(seen(false, "RolledOut", condition("Progressing", after)));
    }
    return happenings;
  }

  private static boolean hasRolledOut(
      @Nullable FibonacciServiceStatus before, FibonacciServiceStatus after) {
    return is("True", condition("Progressing", before))
        && is("False", condition("Progressing", after))
        && condition("Progressing", after)
            .map(Condition::getReason)
            .equals(Optional.of("Complete"));
  }

  private static Optional<Happening> degraded(
      Optional<Condition> before, Optional<Condition> after) {
    var same = before.map(Condition::getReason).equals(after.map(Condition::getReason));
    if (is("True", after) && !same) {
      var reason = after.map(Condition::getReason).orElseThrow();
      return Optional.of(seen(true, reason, after));
    }
    return is("True", before) && is("False", after)
        ? Optional.of(seen(false, "Recovered", after))
        : Optional.empty();
  }

  private static Happening seen(boolean warning, String reason, Optional<Condition> condition) {
    return new Happening(
        warning, reason, "Observe", condition.map(Condition::getMessage).orElse(""));
  }

  private static boolean is(String status, Optional<Condition> condition) {
    return condition.map(c -> c.getStatus().equals(status)).orElse(false);
  }

  private static Optional<Condition> condition(
      String type, @Nullable FibonacciServiceStatus status) {
    return Optional.ofNullable(status).flatMap(known -> known.condition(type));
  }
}

package run.fibonacci.operator.upgrade;

import static java.util.Comparator.comparing;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;

/// Says whose turn it is: of those in line, the ones that have been ready for longest, as long as
/// few enough are under way and none of these fails. Nobody goes who has just come: those that have
/// been ready for longer may be on their way, too.
public final class UpgradeQueue {

  private static final Comparator<FibonacciService> LONGEST_READY =
      comparing((FibonacciService s) -> UpgradeState.readySince(s).orElse("never"))
          .thenComparing(UpgradeQueue::name);

  private static final Duration LINES_UP = Duration.ofSeconds(4);

  private final int most;
  private final Clock clock;

  /// The last one that was given a turn: until its status shows it, nobody else gets one.
  private @Nullable String promised;

  /// @param most how many services may be under way at the same time
  public UpgradeQueue(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  /// Asks for a turn. Who asks for the first time gets in line; the rest is decided when all are.
  ///
  /// @param fleet all services of the operator, as they were last seen
  public synchronized Turn ask(FibonacciService service, List<FibonacciService> fleet) {
    var failing = fleet.stream().filter(UpgradeState::isFailing).min(comparing(UpgradeQueue::name));
    if (failing.isPresent()) {
      return new Turn(
          false,
          "new pods are wanted that nobody has asked for in the spec: they wait for %s, whose new pods do not become ready"
              .formatted(name(failing.get())));
    }
    if (UpgradeState.isWaiting(service) && isNext(service, fleet)) {
      promised = uid(service);
      return new Turn(true, "new pods are coming");
    }
    return new Turn(
        false,
        "new pods are wanted that nobody has asked for in the spec: they come to %d services at a time"
            .formatted(most));
  }

  private boolean isNext(FibonacciService service, List<FibonacciService> fleet) {
    var free = most - fleet.stream().filter(UpgradeState::isUpgrading).count();
    return free > 0
        && UpgradeState.waitsSince(service).plus(LINES_UP).isBefore(clock.instant())
        && !isPromisedToAnother(service, fleet)
        && fleet.stream()
                .filter(UpgradeState::isWaiting)
                .filter(other -> LONGEST_READY.compare(other, service) < 0)
                .limit(free)
                .count()
            < free;
  }

  private boolean isPromisedToAnother(FibonacciService service, List<FibonacciService> fleet) {
    return !uid(service).equals(promised)
        && fleet.stream().anyMatch(s -> uid(s).equals(promised) && UpgradeState.isWaiting(s));
  }

  private static String uid(FibonacciService service) {
    return Optional.ofNullable(service.getMetadata().getUid()).orElse("");
  }

  private static String name(FibonacciService service) {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }
}

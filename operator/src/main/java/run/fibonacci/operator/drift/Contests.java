package run.fibonacci.operator.drift;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Children that somebody else keeps changing back. After five corrections in quick succession the
/// operator rests before the next, each time twice as long, up to a minute; when the other has been
/// quiet for longer than two such rests, the contest is over. Kept in memory alone: an operator
/// that starts anew makes five more corrections.
public final class Contests {

  private static final int PATIENCE = 5;
  private static final Duration QUICK = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<Child, Contest> contests = new ConcurrentHashMap<>();

  private record Child(String service, String kind) {}

  private record Contest(int corrections, Instant last, Drift drift) {

    boolean isOn() {
      return corrections >= PATIENCE;
    }

    Duration rest() {
      var doublings = Math.min(corrections - PATIENCE, 10);
      var rest = isOn() ? Duration.ofSeconds(1L << doublings) : Duration.ZERO;
      return rest.compareTo(LONGEST) < 0 ? rest : LONGEST;
    }

    boolean isResting(Instant now) {
      return now.isBefore(last.plus(rest()));
    }

    boolean isOver(Instant now) {
      return now.isAfter(last.plus(rest()).plus(rest()).plus(QUICK));
    }
  }

  /// Measures by this clock.
  public Contests(Clock clock) {
    this.clock = clock;
  }

  /// Notes that a change to a child of the service was undone.
  ///
  /// @param service the service's uid
  public void corrected(String service, Drift drift) {
    var now = clock.instant();
    contests.values().removeIf(contest -> contest.isOver(now));
    contests.merge(
        new Child(service, drift.kind()),
        new Contest(1, now, drift),
        (before, first) -> new Contest(before.corrections() + 1, now, drift));
  }

  /// Whether it is too early to undo the next change to this child.
  public boolean isResting(String service, String kind) {
    var contest = contests.get(new Child(service, kind));
    return contest != null && contest.isResting(clock.instant());
  }

  /// What somebody else insists on, if anyone does.
  public Optional<Drift> about(String service) {
    var now = clock.instant();
    return contests.entrySet().stream()
        .filter(entry -> entry.getKey().service().equals(service))
        .map(Map.Entry::getValue)
        .filter(contest -> contest.isOn() && !contest.isOver(now))
        .map(Contest::drift)
        .min((a, b) -> a.kind().compareTo(b.kind()));
  }
}

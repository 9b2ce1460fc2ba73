package run.fibonacci.operator.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Knows which reconciles are running. One that never ends is a reason to restart the operator; a
/// watch that is reconnecting is none.
public final class Heartbeat {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Clock clock;
  private final Set<Beat> running = ConcurrentHashMap.newKeySet();

  /// Measures by this clock.
  public Heartbeat(Clock clock) {
    this.clock = clock;
  }

  /// Notes that a reconcile begins; closing the beat, that it has ended.
  public Beat begin() {
    var beat = new Beat(clock.instant());
    running.add(beat);
    return beat;
  }

  /// Whether no reconcile has been running for more than five minutes.
  public boolean isRegular() {
    var limit = clock.instant().minus(LONGEST);
    return running.stream().noneMatch(beat -> beat.began.isBefore(limit));
  }

  /// One reconcile that is running.
  public final class Beat implements AutoCloseable {

    private final Instant began;

    private Beat(Instant began) {
      this.began = began;
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }
}

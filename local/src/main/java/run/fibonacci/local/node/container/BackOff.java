package run.fibonacci.local.node.container;

import java.time.Duration;
import java.time.Instant;

/// When a container that ended is started again, as a kubelet reckons it: the first time at once,
/// then 10 s after its end, doubling to 5 minutes. Ten minutes without a restart, and it begins
/// anew.
///
/// @param delay how long after its end the container waits next
/// @param restarted when it was last restarted
record BackOff(Duration delay, Instant restarted) {
  static final BackOff NONE = new BackOff(Duration.ZERO, Instant.MIN);

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGET = LONGEST.multipliedBy(2);

  /// When a container that ended then may be started again.
  Instant restartAt(Instant ended) {
    return isForgotten(ended) ? ended : ended.plus(delay);
  }

  /// What holds from this restart on.
  BackOff afterRestart(Instant now) {
    var doubled = isForgotten(now) ? FIRST : delay.multipliedBy(2);
    return new BackOff(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST, now);
  }

  private boolean isForgotten(Instant now) {
    return restarted.equals(Instant.MIN) || restarted.plus(FORGET).isBefore(now);
  }
}

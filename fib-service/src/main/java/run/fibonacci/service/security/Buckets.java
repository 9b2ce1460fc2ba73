package run.fibonacci.service.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import run.fibonacci.service.RateLimit;

/// A token bucket for each caller. All that is kept of one is when it will be full again, and
/// nothing once it is: so callers who left are forgotten, and memory is bounded.
///
/// Source: the generic cell rate algorithm (ITU-T I.371), which is a token bucket in one number.
final class Buckets {
  private static final long SECOND = 1_000_000_000;

  /// Whose bucket those share who find no place for their own.
  private static final String OTHERS = "";

  private final Map<String, Long> fullAgain = new ConcurrentHashMap<>();
  private final AtomicLong swept = new AtomicLong();
  private final int callers;
  private final long perToken;
  private final long capacity;

  Buckets(RateLimit limit) {
    callers = limit.callers();
    perToken = SECOND / limit.perSecond();
    capacity = limit.burst() * perToken;
  }

  /// Takes a token of a caller's bucket; says in how many nanoseconds there will be one if there is
  /// none, else 0.
  ///
  /// @param now in nanoseconds, from any start
  long take(String caller, long now) {
    var wait = new Wait();
    fullAgain.compute(bucket(caller, now), (key, full) -> wait.after(full, now));
    return wait.nanos;
  }

  private final class Wait {
    private long nanos;

    /// When the bucket is full again after this.
    private long after(@Nullable Long full, long now) {
      long later = (full == null ? now : Math.max(full, now)) + perToken;
      nanos = Math.max(0, later - now - capacity);
      return nanos == 0 ? later : later - perToken;
    }
  }

  private String bucket(String caller, long now) {
    if (fullAgain.size() >= callers && !fullAgain.containsKey(caller)) {
      sweep(now);
      return fullAgain.size() < callers ? caller : OTHERS;
    }
    return caller;
  }

  /// Forgets full buckets, at most once a second.
  private void sweep(long now) {
    long last = swept.get();
    if ((last == 0 || now - last > SECOND) && swept.compareAndSet(last, now)) {
      fullAgain.values().removeIf(full -> full <= now);
    }
  }

  /// How many callers are remembered.
  int size() {
    return fullAgain.size();
  }
}

package run.fibonacci.service.metrics;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/// Timers that all have the same buckets, so that they can be laid side by side.
public final class Histogram {
  /// From a small number to the longest that a request may take by default, in microseconds.
  private static final Duration[] BUCKETS =
      Stream.of(
              10,
              100,
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              5_000_000,
              10_000_000,
              30_000_000)
          .map(micros -> Duration.ofNanos(micros * 1_000L))
          .toArray(Duration[]::new);

  private Histogram() {}

  /// A timer with this name, without the unit, which is added to it.
  public static Timer.Builder named(String name) {
    return Timer.builder(name).serviceLevelObjectives(BUCKETS);
  }
}

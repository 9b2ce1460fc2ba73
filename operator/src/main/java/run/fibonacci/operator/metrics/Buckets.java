package run.fibonacci.operator.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/// Bounds of histograms.
final class Buckets {

  static final Duration[] UP_TO_TEN_SECONDS =
      LongStream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private Buckets() {}
}

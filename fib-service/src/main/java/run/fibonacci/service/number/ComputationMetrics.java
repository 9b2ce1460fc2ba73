package run.fibonacci.service.number;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import run.fibonacci.service.metrics.Histogram;

/// Counts and times computations by their size.
@Singleton
final class ComputationMetrics {
  private final Map<SizeClass, Timer> timers = new EnumMap<>(SizeClass.class);
  private final MeterRegistry registry;

  ComputationMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (SizeClass size : SizeClass.values()) {
      Timer timer =
          Histogram.named("fibonacci.computations")
              .description("Computations, without the wait for a thread")
              .tag("size", size.label())
              .register(registry);
      timers.put(size, timer);
    }
  }

  /// Counts one that began at `start`, a value of `System.nanoTime()`, and has ended.
  void count(SizeClass size, long start) {
    requireNonNull(timers.get(size)).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /// Shows how many computations are under way on these threads.
  void show(ThreadPoolExecutor workers, LongAdder abandoned) {
    Gauge.builder("fibonacci.computations.running", workers, ThreadPoolExecutor::getActiveCount)
        .description("Threads that compute a large number now")
        .register(registry);
    Gauge.builder("fibonacci.computations.waiting", workers, pool -> pool.getQueue().size())
        .description("Computations that wait for a thread")
        .register(registry);
    FunctionCounter.builder("fibonacci.computations.abandoned", abandoned, LongAdder::sum)
        .description("Computations that were stopped because their client went away")
        .register(registry);
  }
}

package run.fibonacci.operator.metrics;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import run.fibonacci.operator.health.ReconcileThreads;
import run.fibonacci.operator.tracing.Traces;

/// Counts and times reconciles, and those that wait for a thread.
public final class ReconcileMetrics implements Metrics {

  private final MeterRegistry registry;
  private final Traces traces;
  private final Counter retries;
  private final Timer queue;
  private final Timer successes;
  private final Timer errors;

  /// Counts in this registry, and hands each reconcile to the traces.
  public ReconcileMetrics(MeterRegistry registry, Traces traces) {
    this.registry = registry;
    this.traces = traces;
    retries =
        Counter.builder("fibonacci.operator.retries")
            .description("reconciles that repeat a failed one")
            .register(registry);
    queue =
        Timer.builder("fibonacci.operator.queue")
            .description("from the need for a reconcile to its beginning")
            .serviceLevelObjectives(Buckets.UP_TO_TEN_SECONDS)
            .register(registry);
    successes = reconciles("success");
    errors = reconciles("error");
  }

  /// Shows what these are doing.
  public void threads(ReconcileThreads threads) {
    gauge("reconciles.running", "reconciles at this moment", threads::getActiveCount);
    gauge("queue.length", "services that wait for a thread", threads.getQueue()::size);
    gauge(
        "queue.oldest.seconds",
        "how long the first of them has waited",
        () -> threads.oldest().toMillis() / 1000.0);
  }

  /// A reconcile begins that has waited so long.
  public void waited(Duration duration) {
    queue.record(duration);
  }

  private Timer reconciles(String outcome) {
    return Timer.builder("fibonacci.operator.reconcile")
        .description("reconciles by outcome")
        .tag("outcome", outcome)
        .serviceLevelObjectives(Buckets.UP_TO_TEN_SECONDS)
        .register(registry);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder("fibonacci.operator." + name, value).description(description).register(registry);
  }

  /// How many reconciles have ended.
  public long ended() {
    return successes.count() + errors.count();
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    if (retry != null) {
      retries.increment();
    }
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    var sample = Timer.start(registry);
    var outcome = errors;
    try {
      var result = traces.follow(execution);
      outcome = successes;
      return result;
    } finally {
      sample.stop(outcome);
    }
  }
}

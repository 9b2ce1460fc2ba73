package run.fibonacci.operator.metrics;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import run.fibonacci.operator.tracing.Traces;

/// Counts and times reconciles, and those that wait for a thread.
public final class ReconcileMetrics implements Metrics {

  private final MeterRegistry registry;
  private final Traces traces;
  private final Map<ResourceID, Long> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
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
    gauge("reconciles.running", "reconciles at this moment", running::get);
    gauge("queue.length", "services that wait for a thread", waiting::size);
    gauge("queue.oldest.seconds", "how long the first of them has waited", this::oldest);
  }

  private Timer reconciles(String outcome) {
    return Timer.builder("fibonacci.operator.reconcile")
        .description("reconciles by outcome")
        .tag("outcome", outcome)
        .serviceLevelObjectives(Buckets.UP_TO_TEN_SECONDS)
        .register(registry);
  }

  private void gauge(String name, String description, java.util.function.Supplier<Number> value) {
    Gauge.builder("fibonacci.operator." + name, value).description(description).register(registry);
  }

  private double oldest() {
    var now = System.nanoTime();
    return waiting.values().stream().mapToLong(since -> now - since).max().orElse(0) / 1e9;
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
    waiting.put(ResourceID.fromResource(resource), System.nanoTime());
    if (retry != null) {
      retries.increment();
    }
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    running.incrementAndGet();
    var since = waiting.remove(ResourceID.fromResource(resource));
    if (since != null) {
      queue.record(Duration.ofNanos(System.nanoTime() - since));
    }
  }

  @Override
  public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
    running.decrementAndGet();
  }

  @Override
  public void cleanupDoneFor(ResourceID resource, Map<String, Object> metadata) {
    waiting.remove(resource);
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

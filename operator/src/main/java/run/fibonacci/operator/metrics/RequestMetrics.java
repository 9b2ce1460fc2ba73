package run.fibonacci.operator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.IntConsumer;
import run.fibonacci.operator.connection.Request;
import run.fibonacci.operator.connection.RequestObserver;

/// Times the requests to the API server.
public final class RequestMetrics implements RequestObserver {

  private final MeterRegistry registry;

  /// Counts in this registry.
  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public IntConsumer begins(Request request) {
    var sample = Timer.start(registry);
    return status -> sample.stop(timer(request.verb(), status));
  }

  private Timer timer(String verb, int status) {
    return Timer.builder("fibonacci.operator.api.request")
        .description("requests to the API server, repetitions included")
        .tag("verb", verb)
        .tag("status", status == 0 ? "none" : String.valueOf(status))
        .serviceLevelObjectives(Buckets.UP_TO_TEN_SECONDS)
        .register(registry);
  }
}

package run.fibonacci.operator.metrics;

import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;

/// How many services the operator looks after, as `fibonacci_services{ready}`: counted when
/// somebody asks.
public final class ServiceCount {

  private volatile Optional<Cache<FibonacciService>> services = Optional.empty();

  /// Counts in this registry.
  public ServiceCount(MeterRegistry registry) {
    for (var ready : List.of("True", "False")) {
      Gauge.builder("fibonacci.services", this, count -> count.of(ready))
          .tag("ready", ready)
          .register(registry);
    }
  }

  /// Which ones.
  public void among(Cache<FibonacciService> services) {
    this.services = Optional.of(services);
  }

  private long of(String ready) {
    return services
        .map(all -> all.list(service -> isReady(service) == ready.equals("True")).count())
        .orElse(0L);
  }

  private static boolean isReady(FibonacciService service) {
    return FibonacciServiceStatus.condition(service, "Ready")
        .filter(ready -> ready.getStatus().equals("True"))
        .isPresent();
  }
}

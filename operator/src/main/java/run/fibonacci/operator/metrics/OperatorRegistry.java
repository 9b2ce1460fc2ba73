package run.fibonacci.operator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;

/// Everything that `/metrics` shows of an operator and its JVM.
public final class OperatorRegistry implements AutoCloseable {

  private static final List<String> READY = List.of("True", "False", "Unknown");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  /// Begins with what is known of the process.
  public OperatorRegistry(OperatorSettings settings) {
    var binders =
        List.<MeterBinder>of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            garbage);
    binders.forEach(binder -> binder.bindTo(registry));
    Gauge.builder("fibonacci.operator.build.info", () -> 1)
        .description("the operator's version and Java's")
        .tag("version", settings.version())
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  /// For further meters.
  public MeterRegistry meters() {
    return registry;
  }

  /// Shows whether this operator acts.
  public void leader(BooleanSupplier acts) {
    Gauge.builder("fibonacci.operator.leader", () -> acts.getAsBoolean() ? 1 : 0)
        .description("1: this operator acts, 0: it stands by")
        .register(registry);
  }

  /// Shows how many services are ready.
  ///
  /// @param known all services, as last seen
  public void services(Supplier<Collection<FibonacciService>> known) {
    for (var value : READY) {
      Gauge.builder("fibonacci.operator.services", () -> count(known.get(), value))
          .description("FibonacciServices by their condition Ready")
          .tag("ready", value)
          .register(registry);
    }
  }

  private static long count(Collection<FibonacciService> known, String value) {
    return known.stream().filter(service -> ready(service).equals(value)).count();
  }

  private static String ready(FibonacciService service) {
    return service.getStatus() == null
        ? "Unknown"
        : service.getStatus().conditions().stream()
            .filter(condition -> condition.getType().equals("Ready"))
            .map(condition -> condition.getStatus())
            .findFirst()
            .orElse("Unknown");
  }

  /// All of it, as Prometheus reads it.
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}

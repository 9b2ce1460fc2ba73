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
import java.util.List;
import java.util.function.BooleanSupplier;
import run.fibonacci.operator.OperatorSettings;

/// Everything that `/metrics` shows of an operator and its JVM.
public final class OperatorRegistry implements AutoCloseable {

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

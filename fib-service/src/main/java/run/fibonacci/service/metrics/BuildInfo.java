package run.fibonacci.service.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.Objects;
import run.fibonacci.service.Application;

/// Says which version runs.
@Singleton
final class BuildInfo implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("fibonacci.build.info", () -> 1)
        .description("Always 1; its labels say which version runs")
        .tags("version", version(), "java", Runtime.version().toString())
        .register(registry);
  }

  /// The version in the jar's manifest; classes that were not packaged have none.
  private static String version() {
    return Objects.requireNonNullElse(
        Application.class.getPackage().getImplementationVersion(), "development");
  }
}

package run.fibonacci.service.sequence.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import run.fibonacci.service.sequence.batch.Availability;

/// `fibonacci_sequences_available`: 1 while the database can be had, else 0.
@Singleton
@Requires(beans = DataSource.class)
final class AvailabilityMetric implements MeterBinder {
  /// A provider, since the pool is measured, too: it needs the registry before it can be made.
  private final BeanProvider<Availability> availability;

  AvailabilityMetric(BeanProvider<Availability> availability) {
    this.availability = availability;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("fibonacci.sequences.available", () -> availability.get().isAvailable() ? 1 : 0)
        .description("Whether the database of the sequences can be had")
        .register(registry);
  }
}

package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import run.fibonacci.service.sequence.batch.Availability;

/// A pod becomes ready when its database has its tables: one that was given a wrong address or
/// password never replaces one that works. From then on it stays ready, whatever the database does:
/// all pods share it, so that an outage would take the numbers away, too. The detail says how it
/// is.
@Singleton
@Readiness
@Requires(beans = DataSource.class)
final class StoreReadiness implements HealthIndicator {
  private final Schema schema;
  private final Availability availability;

  StoreReadiness(Schema schema, Availability availability) {
    this.schema = schema;
    this.availability = availability;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(schema.isReady() ? ready() : waiting());
  }

  private HealthResult ready() {
    return result(
        HealthStatus.UP,
        availability.isAvailable() ? "available" : "refused: the database cannot be had now");
  }

  private static HealthResult waiting() {
    return result(HealthStatus.DOWN, "the database has not been reached yet, or lacks its tables");
  }

  private static HealthResult result(HealthStatus status, String sequences) {
    return HealthResult.builder("database", status).details(Map.of("sequences", sequences)).build();
  }
}

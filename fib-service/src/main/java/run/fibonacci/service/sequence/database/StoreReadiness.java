package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;

/// A pod is ready when its database has its tables and answers.
@Singleton
@Readiness
@Requires(beans = DataSource.class)
final class StoreReadiness implements HealthIndicator {
  private static final int SECONDS = 1;

  private final DataSource database;
  private final Schema schema;
  private final Executor blocking;

  StoreReadiness(
      DataSource database, Schema schema, @Named(TaskExecutors.BLOCKING) Executor blocking) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.schema = schema;
    this.blocking = blocking;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.fromCompletableFuture(CompletableFuture.supplyAsync(this::check, blocking));
  }

  private HealthResult check() {
    if (!schema.isReady()) {
      return down("the tables are not there yet");
    }
    try (Connection connection = database.getConnection()) {
      return connection.isValid(SECONDS)
          ? HealthResult.builder("database", HealthStatus.UP).build()
          : down("the database does not answer");
    } catch (SQLException e) {
      return down("the database cannot be reached");
    }
  }

  private static HealthResult down(String why) {
    return HealthResult.builder("database", HealthStatus.DOWN).details(Map.of("why", why)).build();
  }
}

package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.sequence.batch.Availability;

/// Brings the tables up to date when the service starts. While the database cannot be reached it
/// tries again, and the service serves numbers meanwhile. Pods that start together take turns by
/// Flyway's lock.
@Singleton
@Requires(beans = DataSource.class)
final class Schema implements ApplicationEventListener<StartupEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// The server opens its port after this long at the latest, with tables or without.
  private static final Duration HEAD_START = Duration.ofSeconds(3);

  private final DataSource database;
  private final Availability availability;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread migration = Thread.ofVirtual().name("migration").unstarted(this::migrate);

  Schema(DataSource database, Availability availability) {
    this.database = DelegatingDataSource.unwrapDataSource(database);
    this.availability = availability;
  }

  /// Whether the tables are there.
  boolean isReady() {
    return ready.getCount() == 0;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    migration.start();
    try {
      if (!ready.await(HEAD_START.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The database is not there yet: sequences will be served when it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void migrate() {
    try {
      while (!tryToMigrate()) {
        Thread.sleep(PAUSE);
      }
      availability.begin();
      ready.countDown();
    } catch (InterruptedException e) {
      LOG.debug("The migration was given up: the service stops");
    }
  }

  private boolean tryToMigrate() {
    try {
      Flyway flyway = Flyway.configure().dataSource(database).load();
      // A migration needs the lock even for nothing: a later version may have it for a while.
      if (!flyway.validateWithResult().validationSuccessful) {
        flyway.migrate();
      }
      return true;
    } catch (FlywayException e) {
      LOG.warn("The tables cannot be brought up to date, trying again: {}", e.getMessage());
      return false;
    }
  }

  @PreDestroy
  void close() {
    migration.interrupt();
  }
}

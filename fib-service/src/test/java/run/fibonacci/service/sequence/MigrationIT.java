package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class MigrationIT {
  private final Map<String, String> database = PostgresServer.shared().newDatabase();

  @Test
  void podsThatStartTogetherMigrateOnce() throws Exception {
    var pods = new ArrayList<RunningService>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RunningService> start = () -> RunningService.start(database);
      for (Future<RunningService> pod : threads.invokeAll(List.of(start, start, start, start))) {
        pods.add(pod.get());
      }
      assertThat(pods)
          .allSatisfy(pod ->
              assertThat(pod.post("/sequence/next", Caller.HEADER, "mine").statusCode())
                  .isEqualTo(200));
      assertThat(pods.getFirst().post("/sequence/next", Caller.HEADER, "mine").body())
          .contains("\"index\":4");
    } finally {
      pods.forEach(RunningService::close);
    }
    assertThat(migrations()).isEqualTo(1);
  }

  private static void awaitReady(RunningService pod) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> pod.management("/health/readiness").statusCode() == 200);
  }

  private int migrations() throws Exception {
    try (Connection connection = PostgresServer.shared().connect(database);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM flyway_schema_history")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void aLaterVersionMigratesWhileThisOneTakesNumbersAndStartsAnew() throws Exception {
    try (var pod = RunningService.start(database);
        var walkers = new Walkers(pod)) {
      walkers.await200Numbers();
      migrateAsALaterVersionDoes();
      walkers.await200Numbers();
      // As when a node is lost in the middle of a rollout, or the rollout is taken back.
      try (var another = RunningService.start(database)) {
        awaitReady(another);
        assertThat(another.post("/sequence/next").statusCode()).isEqualTo(200);
      }
      walkers.expectNothingLostOrDoubled();
    }
    assertThat(migrations()).isEqualTo(2);
  }

  private void migrateAsALaterVersionDoes() {
    String url =
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(PostgresServer.shared().port(), database.get("FIBONACCI_DATABASE_NAME"));
    int done =
        Flyway.configure()
            .dataSource(url, "postgres", "")
            .locations(
                Stream.of("migration", "next").map("classpath:db/"::concat).toArray(String[]::new))
            .load()
            .migrate()
            .migrationsExecuted;
    assertThat(done).isEqualTo(1);
  }
}

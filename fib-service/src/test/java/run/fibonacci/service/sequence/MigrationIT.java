package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
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
  private static final String WAITING =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";

  private final Map<String, String> database = PostgresServer.shared().newDatabase();

  @Test
  void podsThatStartTogetherMigrateOnce() throws Exception {
    var pods = new ArrayList<RunningService>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RunningService> start = () -> RunningService.start(database).awaitReady();
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

  private int migrations() throws Exception {
    try (Connection connection = PostgresServer.shared().connect(database)) {
      return number(connection, "SELECT count(*) FROM flyway_schema_history");
    }
  }

  @Test
  void aLaterVersionMigratesWhileThisOneTakesNumbersAndStartsAnew() throws Exception {
    try (var pod = RunningService.start(database).awaitReady();
        var walkers = new Walkers(pod);
        var thread = Executors.newSingleThreadExecutor();
        var gate = PostgresServer.shared().connect(database)) {
      walkers.await200Numbers();
      gate.createStatement().execute("SELECT pg_advisory_lock(999)");
      Future<Integer> later = thread.submit(this::migrateAsALaterVersionDoes);
      await().until(() -> number(gate, WAITING) > 0);
      walkers.await200Numbers();
      expectAnotherStarts();
      gate.createStatement().execute("SELECT pg_advisory_unlock(999)");
      assertThat(later.get()).isEqualTo(1);
      walkers.await200Numbers();
      expectAnotherStarts();
      walkers.expectNothingLostOrDoubled();
    }
    assertThat(migrations()).isEqualTo(2);
  }

  private int migrateAsALaterVersionDoes() {
    String url =
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(PostgresServer.shared().port(), database.get("FIBONACCI_DATABASE_NAME"));
    return Flyway.configure()
        .dataSource(url, "postgres", "")
        .locations(
            Stream.of("migration", "next").map("classpath:db/"::concat).toArray(String[]::new))
        .load()
        .migrate()
        .migrationsExecuted;
  }

  /// As when a node is lost in the middle of a rollout, or the rollout is taken back.
  private void expectAnotherStarts() {
    try (var another = RunningService.start(database).awaitReady()) {
      assertThat(another.post("/sequence/next").statusCode()).isEqualTo(200);
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

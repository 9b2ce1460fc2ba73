package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.Line;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;

/// Whatever becomes of the database: sequences are refused, soon, and then at once; numbers go on,
/// and the pod stays ready; nothing is lost or doubled; and all comes back by itself.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class DatabaseOutageIT {
  private static final int CONNECTIONS = 20;
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void theServerIsStoppedAndStartedAgain() throws Exception {
    try (PostgresServer database = PostgresServer.in(folder)) {
      expectRecovery(
          database.newDatabase(), () -> database.close(), () -> database.restart(folder));
    }
  }

  @Test
  void theServerIsKilled() throws Exception {
    try (PostgresServer database = PostgresServer.in(folder)) {
      expectRecovery(
          database.newDatabase(), () -> database.kill(folder), () -> database.restart(folder));
    }
  }

  @Test
  void theServerHasNoConnectionLeft() throws Exception {
    var taken = new ArrayList<Connection>();
    try (PostgresServer database = PostgresServer.in(folder, "max_connections=" + CONNECTIONS)) {
      Map<String, String> environment = database.newDatabase();
      expectRecovery(
          environment,
          () -> takeAllConnections(database, environment, taken),
          () -> closeAll(taken));
    }
  }

  /// Every single one: a connection that is being opened counts before the server lists it.
  private static void takeAllConnections(
      PostgresServer database, Map<String, String> environment, List<Connection> taken)
      throws SQLException {
    Connection first = database.connect(environment);
    taken.add(first);
    await()
        .atMost(A_WHILE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> {
          takeWhatIsFree(database, environment, taken);
          endThoseOfTheService(first);
          return taken.size() == CONNECTIONS;
        });
  }

  private static void takeWhatIsFree(
      PostgresServer database, Map<String, String> environment, List<Connection> taken) {
    try {
      while (true) {
        taken.add(database.connect(environment));
      }
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("53300"); // too_many_connections
    }
  }

  private static void endThoseOfTheService(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'fib-service'
          """);
    }
  }

  private static void closeAll(List<Connection> connections) throws SQLException {
    for (Connection connection : connections) {
      connection.close();
    }
  }

  @Test
  void theTableIsLocked() throws Exception {
    Map<String, String> environment = PostgresServer.shared().newDatabase();
    try (Connection other = PostgresServer.shared().connect(environment)) {
      other.setAutoCommit(false);
      expectRecovery(
          environment,
          () -> execute(other, "LOCK TABLE sequences IN ACCESS EXCLUSIVE MODE"),
          other::rollback);
    }
  }

  @Test
  void theServerTakesNoWritesForAWhile() throws Exception {
    try (PostgresServer database = PostgresServer.in(folder)) {
      Map<String, String> environment = database.newDatabase();
      try (Connection other = database.connect(environment)) {
        expectRecovery(
            environment,
            () -> {
              execute(other, "ALTER SYSTEM SET default_transaction_read_only = on");
              execute(other, "SELECT pg_reload_conf()");
            },
            () -> {
              execute(other, "SET default_transaction_read_only = off");
              execute(other, "ALTER SYSTEM RESET default_transaction_read_only");
              execute(other, "SELECT pg_reload_conf()");
            });
      }
    }
  }

  @Test
  void theNetworkSwallowsWhatIsSent() throws Exception {
    Map<String, String> environment = PostgresServer.shared().newDatabase();
    try (Line line = Line.to("127.0.0.1", PostgresServer.shared().port())) {
      expectRecovery(through(line, environment), line::fallSilent, line::goOn);
    }
  }

  @Test
  void theNetworkCutsConnections() throws Exception {
    Map<String, String> environment = PostgresServer.shared().newDatabase();
    try (Line line = Line.to("127.0.0.1", PostgresServer.shared().port());
        var service = RunningService.start(through(line, environment)).awaitReady();
        var walkers = new Walkers(service)) {
      for (int i = 0; i < 10; i++) {
        walkers.await200Numbers();
        line.cut();
      }
      walkers.await200Numbers();
      walkers.expectNothingLostOrDoubled();
    }
  }

  private static Map<String, String> through(Line line, Map<String, String> environment) {
    var there = new HashMap<>(environment);
    there.put("FIBONACCI_DATABASE_HOST", line.host());
    there.put("FIBONACCI_DATABASE_PORT", String.valueOf(line.port()));
    return there;
  }

  @Test
  void aServiceStartsWithoutItsDatabaseAndFindsItLater() {
    PostgresServer database = PostgresServer.in(folder);
    Map<String, String> environment = database.newDatabase();
    database.close();
    try (var service = RunningService.start(environment)) {
      assertThat(service.get("/fibonacci/1000").statusCode()).isEqualTo(200);
      assertThat(service.post("/sequence/next").statusCode()).isEqualTo(503);
      assertThat(service.management("/health/liveness").statusCode()).isEqualTo(200);
      assertThat(service.management("/health/readiness").statusCode()).isEqualTo(503);

      database.restart(folder);
      service.awaitReady();
      assertThat(service.post("/sequence/next").body()).contains("\"index\":0");
    } finally {
      database.close();
    }
  }

  private interface Event {
    void happen() throws Exception;
  }

  private static void expectRecovery(Map<String, String> environment, Event outage, Event end)
      throws Exception {
    try (var service = RunningService.start(environment).awaitReady();
        var walkers = new Walkers(service)) {
      walkers.await200Numbers();

      outage.happen();
      walkers.awaitRefusals();
      await().atMost(A_WHILE).until(() -> !isAvailable(service));
      expectRefusalsAtOnce(service);
      assertThat(service.get("/fibonacci/1000").statusCode()).isEqualTo(200);

      end.happen();
      await().atMost(A_WHILE).until(() -> isAvailable(service));
      walkers.await200Numbers();
      walkers.expectNothingLostOrDoubled();
    }
  }

  /// As health and metrics tell; the pod is ready all the time.
  private static boolean isAvailable(RunningService service) {
    var health = service.management("/health/readiness");
    assertThat(health.statusCode()).isEqualTo(200);
    boolean available = health.body().contains("\"sequences\":\"available\"");
    assertThat(service.management("/prometheus").body()).contains("fibonacci_sequences_available");
    return available;
  }

  /// A call that tries the database for itself takes two seconds or more.
  private static void expectRefusalsAtOnce(RunningService service) {
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      assertThat(service.post("/sequence/next").statusCode()).isEqualTo(503);
      assertThat(service.get("/sequence").statusCode()).isEqualTo(503);
      assertThat(service.delete("/sequence").statusCode()).isEqualTo(503);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package run.fibonacci.service;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// Two real PostgreSQL servers: a primary, and a standby that has each commit before it is
/// answered. A line leads to whichever of them is the primary, as a name does in production.
public final class ReplicatedPostgres implements AutoCloseable {
  private final Path folder;
  private final PostgresServer primary;
  private final PostgresServer standby;
  private final Line line;
  private final Map<String, String> environment;

  private ReplicatedPostgres(
      Path folder,
      PostgresServer primary,
      PostgresServer standby,
      Map<String, String> environment) {
    this.folder = folder;
    this.primary = primary;
    this.standby = standby;
    line = Line.to("127.0.0.1", primary.port());
    this.environment = new HashMap<>(environment);
    this.environment.put("FIBONACCI_DATABASE_HOST", line.host());
    this.environment.put("FIBONACCI_DATABASE_PORT", String.valueOf(line.port()));
  }

  /// Starts both, with an empty database.
  public static ReplicatedPostgres in(Path folder) throws IOException, SQLException {
    Path original = folder.resolve("primary");
    Path copy = folder.resolve("standby");
    PostgresServer primary = PostgresServer.in(original);
    Map<String, String> environment = primary.newDatabase();
    primary.close();
    copy(original, copy);
    primary.restart(original);
    PostgresServer standby = startStandby(copy, primary.port());
    try (Connection connection = primary.connect(environment)) {
      execute(connection, "ALTER SYSTEM SET synchronous_standby_names = '*'");
      execute(connection, "SELECT pg_reload_conf()");
      await().atMost(Duration.ofSeconds(60)).until(() -> isSynchronous(connection));
    }
    return new ReplicatedPostgres(folder, primary, standby, environment);
  }

  private static PostgresServer startStandby(Path folder, int primary) throws IOException {
    Files.createFile(folder.resolve("standby.signal"));
    Files.writeString(
        folder.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n".formatted(primary),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return PostgresServer.in(folder);
  }

  private static boolean isSynchronous(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT sync_state FROM pg_stat_replication")) {
      return rows.next() && rows.getString(1).equals("sync");
    }
  }

  /// The environment of a service, which leads to the primary.
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /// The primary dies; who connects is refused.
  public void killPrimary() throws IOException {
    primary.kill(folder.resolve("primary"));
    line.cut();
  }

  /// The standby becomes the primary, and the line leads to it.
  public void promoteStandby() throws SQLException {
    try (Connection connection = standby.connect(environment)) {
      execute(connection, "SELECT pg_promote()");
    }
    line.leadTo(standby.port());
  }

  /// The standby stops, or is started again: meanwhile the primary can answer no commit.
  public void stopStandby() {
    standby.close();
  }

  public void restartStandby() {
    standby.restart(folder.resolve("standby"));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            // Whose rights are copied with it: the server minds them.
            Files.copy(folder, to.resolve(from.relativize(folder)), COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() {
    line.close();
    standby.close();
    primary.close();
  }
}

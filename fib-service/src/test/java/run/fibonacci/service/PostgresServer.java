package run.fibonacci.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A real PostgreSQL of this test run, on a port of its own.
public final class PostgresServer implements AutoCloseable {
  private static final class Shared {
    private static final PostgresServer SERVER =
        new PostgresServer(start(EmbeddedPostgres.builder()));
  }

  private EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /// The one that all tests share; it ends with the process.
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /// One that a test may stop, kill and start again, with its data in a folder.
  public static PostgresServer in(Path folder, String... settings) {
    return new PostgresServer(start(builder(folder, settings)));
  }

  /// A commit is a commit, also when the server is killed after it.
  private static EmbeddedPostgres.Builder builder(Path folder, String... settings) {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setCleanDataDirectory(false)
            .setServerConfig("synchronous_commit", "on");
    for (String setting : settings) {
      String[] words = setting.split("=", 2);
      builder.setServerConfig(words[0], words[1]);
    }
    return builder;
  }

  private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return postgres.getPort();
  }

  /// Starts it again after [#close] or [#kill], with the same port and data.
  public void restart(Path folder, String... settings) {
    int port = postgres.getPort();
    postgres = start(builder(folder, settings).setPort(port));
  }

  /// Ends all its processes as a crash does.
  public void kill(Path folder) throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    close();
  }

  /// The environment of a service with a new, empty database here.
  public Map<String, String> newDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Map.of(
        "FIBONACCI_STORE", "postgresql",
        "FIBONACCI_DATABASE_HOST", "127.0.0.1",
        "FIBONACCI_DATABASE_PORT", String.valueOf(postgres.getPort()),
        "FIBONACCI_DATABASE_NAME", name,
        "FIBONACCI_DATABASE_USERNAME", "postgres");
  }

  /// A connection of the test's own to one of the databases, as the service's user.
  public Connection connect(Map<String, String> environment) throws SQLException {
    return postgres
        .getDatabase(
            environment.get("FIBONACCI_DATABASE_USERNAME"),
            environment.get("FIBONACCI_DATABASE_NAME"))
        .getConnection();
  }

  /// Stops the server; connections are cut.
  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

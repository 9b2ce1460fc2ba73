package run.fibonacci.local.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import run.fibonacci.local.controlplane.Site;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.process.Program;

/// A folder of PostgreSQL data, which PostgreSQL calls a cluster, and what is done with it.
final class DatabaseCluster {
  private static final Path NOTHING = Path.of("/dev/null");
  private static final int STATUS_LINE = 7;

  private final Site site;
  private final Path executables;
  private final Path data;

  DatabaseCluster(Site site, Path installation) {
    this.site = site;
    this.executables = installation.resolve("bin");
    this.data = site.home().resolve("postgresql");
  }

  /// Makes the folder, with a database of the name that a user of the name owns. Nobody else can
  /// log in, and nobody without the password.
  void create(String name, String password) throws InterruptedException {
    initialise();
    var statements =
        """
        CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
        CREATE DATABASE %1$s OWNER %1$s;
        """
            .formatted(name, password);
    var input = write("roles.sql", statements);
    launch(input, "postgres", "--single", "-D", data.toString(), "postgres").awaitSuccess();
    write("pg_hba.conf", "host %1$s %1$s 127.0.0.0/8 scram-sha-256\n".formatted(name));
  }

  private void initialise() throws InterruptedException {
    try {
      launch(
              NOTHING,
              "initdb",
              "--pgdata=" + data,
              "--username=postgres",
              "--auth=reject",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-sync")
          .awaitSuccess();
    } catch (Failure e) {
      throw isRoot() ? rootFailure(e) : e;
    }
  }

  private static Failure rootFailure(Failure cause) {
    return Failure.of(
            "PostgreSQL could not be started by root.",
            cause.getMessage(),
            "run ./fib as an ordinary user, or let root make user namespaces (`unshare -U id`)")
        .causedBy(cause);
  }

  /// Starts the server, listening there and nowhere else.
  Program start(InetSocketAddress address) {
    return launch(
        NOTHING,
        "postgres",
        "-D",
        data.toString(),
        "-c",
        "listen_addresses=" + address.getHostString(),
        "-c",
        "port=" + address.getPort(),
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200",
        // in files below the data folder, so that nothing is left in /dev/shm by a kill
        "-c",
        "dynamic_shared_memory_type=mmap",
        // the data goes with the platform: it need not survive a power cut
        "-c",
        "fsync=off");
  }

  /// Whether the server says that it takes connections: in `postmaster.pid`, where `pg_ctl` looks.
  boolean isReady() {
    try {
      var lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException e) {
      return false;
    }
  }

  private Program launch(Path input, String executable, String... arguments) {
    var command =
        Stream.of(
                unprivileged(),
                List.of(executables.resolve(executable).toString()),
                List.of(arguments))
            .flatMap(List::stream)
            .toList();
    var log = site.home().resolve("log/postgresql.log");
    return Program.start(
        new Program.Spec("postgresql", command, Map.of(), site.home(), log, input), site.ledger());
  }

  /// PostgreSQL does not run as root. In a user namespace without a mapping, root is nobody, and
  /// what it owns is nobody's too.
  private static List<String> unprivileged() {
    return isRoot() ? List.of("unshare", "--user") : List.of();
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private Path write(String name, String content) {
    try {
      return Files.writeString(data.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + name + " into " + data, e);
    }
  }
}

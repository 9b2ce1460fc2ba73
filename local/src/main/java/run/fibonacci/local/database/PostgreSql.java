package run.fibonacci.local.database;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import run.fibonacci.local.binaries.Cache;
import run.fibonacci.local.controlplane.Site;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.process.Program;

/// A running PostgreSQL with one database, owned by one user, both called `fibonacci`.
public final class PostgreSql implements AutoCloseable {
  /// The database and the user that owns it.
  public static final String NAME = "fibonacci";

  private static final Duration READY = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int PORT = 5432;
  private static final int PASSWORD_BYTES = 16;

  private final InetSocketAddress address;
  private final String password;
  private final Program program;

  private PostgreSql(InetSocketAddress address, String password, Program program) {
    this.address = address;
    this.password = password;
    this.program = program;
  }

  /// Makes a new database in `postgresql/` of the site and returns when it takes connections.
  ///
  /// @param progress gets a short line about what is going on
  public static PostgreSql start(Site site, Cache cache, Consumer<String> progress)
      throws InterruptedException {
    var address = site.block().endpoint(site.block().postgresql(), PORT);
    var password = randomPassword();
    var cluster = new DatabaseCluster(site, unpacked(cache, progress));
    cluster.create(NAME, password);
    var program = cluster.start(address);
    program.awaitReady(READY, cluster::isReady);
    return new PostgreSql(address, password, program);
  }

  private static Path unpacked(Cache cache, Consumer<String> progress) throws InterruptedException {
    try {
      var archive = PostgresArchive.find();
      return cache.get(archive.name(), archive::unpack, progress);
    } catch (IOException e) {
      throw Failure.of(
              "PostgreSQL could not be unpacked into " + cache.folder() + ".",
              String.valueOf(e.getMessage()),
              "make the folder writable, or name another in XDG_CACHE_HOME")
          .causedBy(e);
    }
  }

  private static String randomPassword() {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// The password of the user [#NAME].
  public String password() {
    return password;
  }

  @Override
  public void close() {
    program.stop(GRACE);
  }
}

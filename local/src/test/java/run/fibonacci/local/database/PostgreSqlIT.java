package run.fibonacci.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.local.binaries.Binaries;
import run.fibonacci.local.binaries.Cache;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.controlplane.Site;
import run.fibonacci.local.process.ProcessLedger;

final class PostgreSqlIT {
  @TempDir private Path home;
  private LoopbackBlock block;
  private ProcessLedger ledger;
  private PostgreSql database;

  @BeforeEach
  void start() throws Exception {
    block = LoopbackBlock.claim();
    ledger = new ProcessLedger(home.resolve("processes"));
    ledger.stopAllAtExit();
    var site = new Site(home, block, new Binaries(Path.of("none")), ledger);
    database = PostgreSql.start(site, Cache.of(System.getenv()), System.err::println);
  }

  @AfterEach
  void stop() {
    database.close();
    block.close();
  }

  @Test
  void theUserOwnsTheDatabase() throws SQLException {
    try (var connection = connect("fibonacci", "fibonacci", database.password());
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE sequence (position bigint)");
      statement.execute("INSERT INTO sequence VALUES (7)");
      try (var rows = statement.executeQuery("SELECT position FROM sequence")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(7);
      }
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> connect("fibonacci", "fibonacci", "guess"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void theSuperuserCannotLogIn() {
    assertThatThrownBy(() -> connect("postgres", "postgres", database.password()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no pg_hba.conf entry");
  }

  @Test
  void nothingRunsAfterwards() {
    database.close();
    assertThat(ledger.running()).isEmpty();
    assertThatThrownBy(() -> connect("fibonacci", "fibonacci", database.password()))
        .isInstanceOf(SQLException.class);
  }

  private Connection connect(String name, String user, String password) throws SQLException {
    var address = database.address();
    var url = "jdbc:postgresql://" + address.getHostString() + ":" + address.getPort() + "/" + name;
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return DriverManager.getConnection(url, properties);
  }
}

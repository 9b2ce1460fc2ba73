package run.fibonacci.service.iam;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.iam.TokenService.Credentials;

/// A pod that the operator gave a role of AWS, from the token of its service account to a number in
/// its sequence: no password exists anywhere.
final class IamDatabaseIT {

  private static final Credentials CREDENTIALS =
      new Credentials("ASIAEXAMPLE", "a secret of the test", "session/of+the=test");
  private static final String ROLE = "arn:aws:iam::123456789012:role/fibonacci-fleet";

  @TempDir Path folder;

  private final Properties before = new Properties();
  private Map<String, String> database = Map.of();
  private ServerCertificate certificate;
  private TokenService tokens;
  private RdsFront rds;

  @BeforeEach
  void start() throws Exception {
    before.putAll(System.getProperties());
    database = PostgresServer.shared().newDatabase();
    prepare();
    certificate = ServerCertificate.create(folder);
    tokens = TokenService.giving(CREDENTIALS);
    rds = RdsFront.start(port(), certificate, CREDENTIALS);
    // A pod has these as environment variables, which a test cannot set for itself.
    System.setProperty("aws.region", "eu-west-1");
    System.setProperty("aws.roleArn", ROLE);
    System.setProperty(
        "aws.webIdentityTokenFile",
        Files.writeString(folder.resolve("token"), "token-of-the-service-account").toString());
    System.setProperty("aws.endpointUrlSts", tokens.url());
  }

  @AfterEach
  void stop() {
    rds.close();
    tokens.close();
    System.setProperties(before);
  }

  /// As the environment's owner does it once: the statements of `deploy/database`.
  private void prepare() throws Exception {
    try (var connection = PostgresServer.shared().connect(database);
        var statement = connection.createStatement()) {
      createIfMissing(statement, "CREATE ROLE rds_iam");
      createIfMissing(statement, "CREATE ROLE master LOGIN CREATEROLE CREATEDB");
      statement.execute("GRANT rds_iam TO master WITH ADMIN OPTION");
      statement.execute("ALTER DATABASE " + name() + " OWNER TO master");
    }
    var sql = sql("fleet", name());
    var asMaster = new HashMap<>(database);
    asMaster.put("FIBONACCI_DATABASE_USERNAME", "master");
    for (var time = 1; time <= 2; time++) {
      try (var connection = PostgresServer.shared().connect(asMaster);
          var statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private static String sql(String user, String database) throws Exception {
    var script =
        new ProcessBuilder("../deploy/database", "--sql", user, database)
            .redirectError(Redirect.INHERIT)
            .start();
    var sql = new String(script.getInputStream().readAllBytes(), UTF_8);
    assertThat(script.waitFor()).isZero();
    return sql;
  }

  private static void createIfMissing(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(sql).isEqualTo("42710"); // duplicate_object
    }
  }

  @Test
  void a_pod_logs_in_with_its_service_account_and_its_sequence_goes_on() {
    try (var service = RunningService.start(pod(certificate.pem()))) {
      assertThat(service.post("/sequence/next", "Session-Key", "me").statusCode()).isEqualTo(200);
      assertThat(service.post("/sequence/next", "Session-Key", "me").body())
          .contains("\"index\":1");
    }
    assertThat(tokens.requests())
        .isNotEmpty()
        .allSatisfy(request ->
            assertThat(request)
                .containsEntry("Action", "AssumeRoleWithWebIdentity")
                .containsEntry("RoleArn", ROLE)
                .containsEntry("WebIdentityToken", "token-of-the-service-account"));
    assertThat(rds.verdicts()).isNotEmpty().containsOnly("fleet admitted");
  }

  @Test
  void a_token_of_somebody_elses_key_is_refused_and_numbers_go_on() throws Exception {
    try (var otherRds =
        RdsFront.start(port(), certificate, new Credentials("ASIAEXAMPLE", "another", "other"))) {
      var environment = pod(certificate.pem());
      environment.put("FIBONACCI_DATABASE_PORT", String.valueOf(otherRds.port()));
      try (var service = RunningService.start(environment)) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !otherRds.verdicts().isEmpty());
        assertThat(service.post("/sequence/next").statusCode()).isEqualTo(503);
        assertThat(service.get("/fibonacci/10").body()).contains("\"55\"");
      }
      assertThat(otherRds.verdicts()).containsOnly("fleet refused");
    }
  }

  @Test
  void a_server_with_another_certificate_never_sees_a_token() throws Exception {
    var other = ServerCertificate.create(folder);
    try (var service = RunningService.start(pod(other.pem()))) {
      assertThat(service.post("/sequence/next").statusCode()).isEqualTo(503);
      assertThat(service.get("/fibonacci/10").statusCode()).isEqualTo(200);
    }
    assertThat(rds.verdicts()).isEmpty();
  }

  private Map<String, String> pod(String authority) {
    var environment = new HashMap<>(database);
    environment.putAll(
        Map.of(
            "FIBONACCI_DATABASE_HOST", "localhost",
            "FIBONACCI_DATABASE_PORT", String.valueOf(rds.port()),
            "FIBONACCI_DATABASE_USERNAME", "fleet",
            "FIBONACCI_DATABASE_SSL_MODE", "verify-full",
            "FIBONACCI_DATABASE_CERTIFICATE_AUTHORITY", authority,
            "FIBONACCI_DATABASE_IAM_REGION", "eu-west-1"));
    return environment;
  }

  private int port() {
    return Integer.parseInt(database.getOrDefault("FIBONACCI_DATABASE_PORT", ""));
  }

  private String name() {
    return database.getOrDefault("FIBONACCI_DATABASE_NAME", "");
  }
}

package run.fibonacci.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import run.fibonacci.service.sequence.database.StandbyOverride;

/// Where sequences are kept, read from the environment: turned into the settings of a data source,
/// or of none.
///
/// Every wait for the database is bounded here, so that a request is answered within a few seconds
/// whatever the database does.
public final class StoreSettings {
  private static final Setting.Choice STORE =
      new Setting.Choice(
          "FIBONACCI_STORE",
          List.of("h2", "postgresql", "none"),
          "h2",
          "Where sequences are kept: in this process until it ends, in PostgreSQL, or nowhere");
  private static final Setting.Text HOST =
      new Setting.Text(
          "FIBONACCI_DATABASE_HOST", "a host name or address", "", "Where PostgreSQL is");
  private static final Setting.Whole PORT =
      new Setting.Whole("FIBONACCI_DATABASE_PORT", 1, 65_535, 5_432, "Its port");
  private static final Setting.Text NAME =
      new Setting.Text("FIBONACCI_DATABASE_NAME", "a name", "fibonacci", "The database");
  private static final Setting.Text USERNAME =
      new Setting.Text(
          "FIBONACCI_DATABASE_USERNAME", "a name", "fibonacci", "Whom the service logs in as");
  private static final Setting.Text PASSWORD =
      new Setting.Text("FIBONACCI_DATABASE_PASSWORD", "any text", "", "That user's password");
  private static final Setting.Text IAM_REGION =
      new Setting.Text(
          "FIBONACCI_DATABASE_IAM_REGION",
          "the region of the database, like eu-west-1",
          "",
          "Logs in with tokens that AWS IAM signs, instead of a password");
  private static final Setting.Choice SSL_MODE =
      new Setting.Choice(
          "FIBONACCI_DATABASE_SSL_MODE",
          List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          "prefer",
          "Whether connections are encrypted, and whether the server's certificate is checked");
  private static final Setting.Text CERTIFICATE_AUTHORITY =
      new Setting.Text(
          "FIBONACCI_DATABASE_CERTIFICATE_AUTHORITY",
          "the certificates themselves, as PEM, beginning with -----BEGIN CERTIFICATE-----",
          "",
          "Who may have signed the server's certificate; without it those that Java trusts");
  private static final Setting.Whole MAXIMUM_POOL_SIZE =
      new Setting.Whole(
          "FIBONACCI_DATABASE_MAXIMUM_POOL_SIZE",
          1,
          1_000,
          4,
          "How many connections a pod has at most");

  static final List<Setting> SETTINGS =
      List.of(
          STORE,
          HOST,
          PORT,
          NAME,
          USERNAME,
          PASSWORD,
          IAM_REGION,
          SSL_MODE,
          CERTIFICATE_AUTHORITY,
          MAXIMUM_POOL_SIZE);

  private final EnvironmentSettings environment;

  private StoreSettings(Map<String, String> environment) {
    this.environment = new EnvironmentSettings(environment);
  }

  /// The properties that the environment asks for.
  ///
  /// @throws IllegalArgumentException if a setting is missing or has no such value
  public static Map<String, Object> properties(Map<String, String> environment) {
    var settings = new StoreSettings(environment);
    return switch (settings.environment.choice(STORE)) {
      case "h2" -> settings.h2();
      case "postgresql" -> settings.postgresql();
      default -> Map.of("fibonacci.store", "none");
    };
  }

  private Map<String, Object> h2() {
    var properties = pool("jdbc:h2:mem:" + environment.text(NAME) + ";DB_CLOSE_DELAY=-1");
    properties.put("fibonacci.store", "h2");
    properties.put("datasources.default.dialect", "H2");
    properties.put("datasources.default.username", "sa");
    properties.put("datasources.default.password", "");
    return properties;
  }

  private Map<String, Object> postgresql() {
    var properties = pool(url());
    properties.put("fibonacci.store", "postgresql");
    properties.put("datasources.default.dialect", "POSTGRES");
    properties.put("datasources.default.username", environment.text(USERNAME));
    properties.put("datasources.default.password", usesIam() ? "" : environment.text(PASSWORD));
    properties.put("datasources.default.driver-class-name", driver());
    // A statement stuck on the server, or on another's lock, gives up by itself, in this order.
    properties.put(
        "datasources.default.connection-init-sql",
        "SET lock_timeout = '1s'; SET statement_timeout = '3s'");
    properties.put(
        "datasources.default.exception-override-class-name", StandbyOverride.class.getName());
    return properties;
  }

  /// Settings of the connection pool, in milliseconds.
  private Map<String, Object> pool(String url) {
    var properties = new HashMap<String, Object>();
    properties.put("datasources.default.url", url);
    properties.put("datasources.default.maximum-pool-size", environment.number(MAXIMUM_POOL_SIZE));
    properties.put("datasources.default.minimum-idle", 1);
    properties.put("datasources.default.connection-timeout", 2_000);
    properties.put("datasources.default.validation-timeout", 1_000);
    // The pool starts without a database, and finds it when it is there.
    properties.put("datasources.default.initialization-fail-timeout", -1);
    return properties;
  }

  private String url() {
    String host = environment.text(HOST);
    if (host.isEmpty()) {
      throw new IllegalArgumentException(
          "FIBONACCI_DATABASE_HOST is not set: FIBONACCI_STORE=postgresql needs it");
    }
    return "jdbc:%spostgresql://%s:%d/%s?sslmode=%s"
            .formatted(
                usesIam() ? "aws-wrapper:" : "",
                host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                environment.number(PORT),
                URLEncoder.encode(environment.text(NAME), UTF_8),
                sslMode())
        + trust()
        // In seconds: to connect, and to wait for any one answer.
        + "&connectTimeout=2&socketTimeout=5&tcpKeepAlive=true&ApplicationName=fib-service"
        + "&targetServerType=primary"
        + (usesIam() ? "&wrapperPlugins=iam&iamRegion=" + region() : "");
  }

  /// Whom to believe that a certificate is the server's: the authorities in the environment, else
  /// those that Java trusts. The driver reads a file.
  private String trust() {
    String authorities = environment.text(CERTIFICATE_AUTHORITY);
    if (authorities.isEmpty()) {
      return sslMode().startsWith("verify-")
          ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
          : "";
    }
    if (!authorities.strip().startsWith("-----BEGIN CERTIFICATE-----")) {
      throw new IllegalArgumentException(
          CERTIFICATE_AUTHORITY.name()
              + " is no certificate: write "
              + CERTIFICATE_AUTHORITY.allowed());
    }
    try {
      Path file = Files.createTempFile("database-ca", ".pem");
      file.toFile().deleteOnExit();
      return "&sslrootcert="
          + URLEncoder.encode(Files.writeString(file, authorities).toString(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The database's certificates need a place in /tmp", e);
    }
  }

  /// Whether to log in with tokens that AWS IAM signs, each good for 15 minutes, instead of a
  /// password.
  private boolean usesIam() {
    return environment.has(IAM_REGION);
  }

  private String region() {
    String region = environment.text(IAM_REGION);
    if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
      throw EnvironmentSettings.wrong(IAM_REGION, region);
    }
    return region;
  }

  private String driver() {
    return usesIam() ? "software.amazon.jdbc.Driver" : "org.postgresql.Driver";
  }

  private String sslMode() {
    return environment.choice(SSL_MODE);
  }
}

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
import run.fibonacci.service.EnvironmentSettings.Bounds;
import run.fibonacci.service.sequence.database.StandbyOverride;

/// Where sequences are kept, read from the environment: turned into the settings of a data source,
/// or of none.
///
/// Every wait for the database is bounded here, so that a request is answered within a few seconds
/// whatever the database does.
public final class StoreSettings {
  private static final String PREFIX = "FIBONACCI_DATABASE_";
  private static final String IAM_REGION = PREFIX + "IAM_REGION";
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private final EnvironmentSettings environment;

  private StoreSettings(Map<String, String> environment) {
    this.environment = new EnvironmentSettings(environment);
  }

  /// The properties that the environment asks for.
  ///
  /// @throws IllegalArgumentException if a setting is missing or has no such value
  public static Map<String, Object> properties(Map<String, String> environment) {
    var settings = new StoreSettings(environment);
    String store = settings.environment.text("FIBONACCI_STORE", "h2");
    return switch (store) {
      case "none" -> Map.of("fibonacci.store", "none");
      case "h2" -> settings.h2();
      case "postgresql" -> settings.postgresql();
      default ->
          throw new IllegalArgumentException(
              "FIBONACCI_STORE is \"" + store + "\": write h2, postgresql or none");
    };
  }

  private Map<String, Object> h2() {
    var properties = pool("jdbc:h2:mem:" + database("NAME", "fibonacci") + ";DB_CLOSE_DELAY=-1");
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
    properties.put("datasources.default.username", database("USERNAME", "fibonacci"));
    properties.put("datasources.default.password", usesIam() ? "" : database("PASSWORD", ""));
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
    properties.put("datasources.default.maximum-pool-size", poolSize());
    properties.put("datasources.default.minimum-idle", 1);
    properties.put("datasources.default.connection-timeout", 2_000);
    properties.put("datasources.default.validation-timeout", 1_000);
    // The pool starts without a database, and finds it when it is there.
    properties.put("datasources.default.initialization-fail-timeout", -1);
    return properties;
  }

  private String url() {
    String host = database("HOST", "");
    if (host.isEmpty()) {
      throw new IllegalArgumentException(
          "FIBONACCI_DATABASE_HOST is not set: FIBONACCI_STORE=postgresql needs it");
    }
    return "jdbc:%spostgresql://%s:%d/%s?sslmode=%s"
            .formatted(
                usesIam() ? "aws-wrapper:" : "",
                host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host,
                environment.number(PREFIX + "PORT", 5432, new Bounds(1, 65_535)),
                URLEncoder.encode(database("NAME", "fibonacci"), UTF_8),
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
    String authorities = database("CERTIFICATE_AUTHORITY", "");
    if (authorities.isEmpty()) {
      return sslMode().startsWith("verify-")
          ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
          : "";
    }
    if (!authorities.strip().startsWith("-----BEGIN CERTIFICATE-----")) {
      throw new IllegalArgumentException(
          PREFIX
              + "CERTIFICATE_AUTHORITY is no certificate: write the certificates themselves, as"
              + " PEM, beginning with -----BEGIN CERTIFICATE-----");
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
    String region = database("IAM_REGION", "");
    if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
      throw new IllegalArgumentException(
          IAM_REGION + " is \"" + region + "\": write the region of the database, like eu-west-1");
    }
    return region;
  }

  private String driver() {
    return usesIam() ? "software.amazon.jdbc.Driver" : "org.postgresql.Driver";
  }

  private String sslMode() {
    String mode = database("SSL_MODE", "prefer");
    if (!SSL_MODES.contains(mode)) {
      throw new IllegalArgumentException(
          "FIBONACCI_DATABASE_SSL_MODE is \"" + mode + "\": write one of " + SSL_MODES);
    }
    return mode;
  }

  private long poolSize() {
    return environment.number(PREFIX + "MAXIMUM_POOL_SIZE", 4, new Bounds(1, 1_000));
  }

  private String database(String name, String otherwise) {
    return environment.text(PREFIX + name, otherwise);
  }
}

package run.fibonacci.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import run.fibonacci.api.v1.Database;
import run.fibonacci.api.v1.Database.Iam;
import run.fibonacci.api.v1.FibonacciService;

/// What the operator is told through its environment.
///
/// @param version version of this operator, written into each status
/// @param serviceImage image of the pods where a FibonacciService names none
/// @param ingressDomain domain under which services without a host of their own get one
/// @param ingressClass class of Ingresses that name none; empty leaves it to the cluster
/// @param database database of services that ask for one without a host
/// @param namespaces namespaces to work in; none means all
/// @param namespacesFile file that names them instead, and is read again while the operator runs
/// @param rollOnSecretChange whether pods are replaced when a Secret changes that they read
/// @param resync after what time a service that is at rest is looked at again
/// @param maxRollouts services whose pods are replaced at the same time for a new operator's sake
/// @param leaderElection whether several replicas of the operator agree on one that acts
/// @param namespace the namespace that the operator runs in, which holds the lease
/// @param podName the name of the operator's own pod, which holds the lease
/// @param bindAddress address that health and metrics are served on
/// @param port port that health and metrics are served on
/// @param tracing where traces are sent, by OTLP over HTTP
public record OperatorSettings(
    String version,
    String serviceImage,
    Optional<String> ingressDomain,
    Optional<String> ingressClass,
    Optional<DefaultDatabase> database,
    Set<String> namespaces,
    Optional<Path> namespacesFile,
    boolean rollOnSecretChange,
    Duration resync,
    int maxRollouts,
    boolean leaderElection,
    String namespace,
    String podName,
    String bindAddress,
    int port,
    Optional<String> tracing) {

  private static final String PREFIX = "FIB_";

  /// Reads the environment.
  ///
  /// @throws IllegalArgumentException names everything that is wrong, and what to write instead
  public static OperatorSettings of(Map<String, String> environment, String version) {
    var reader = new Reader(environment, new ArrayList<>());
    var settings =
        new OperatorSettings(
            version,
            reader.text("FIB_SERVICE_IMAGE").orElse("fibonacci-run/fib-service:" + version),
            reader.text("FIB_INGRESS_DOMAIN"),
            reader.text("FIB_INGRESS_CLASS"),
            reader.database(),
            reader.names("FIB_NAMESPACES"),
            reader.text("FIB_NAMESPACES_FILE").map(Path::of),
            reader.flag("FIB_ROLL_ON_SECRET_CHANGE", false),
            reader.duration("FIB_RESYNC", Duration.ofMinutes(10)),
            reader.count("FIB_MAX_ROLLOUTS", 5),
            reader.flag("FIB_LEADER_ELECTION", false),
            reader.text("POD_NAMESPACE").orElse("default"),
            reader.text("POD_NAME").orElse("operator"),
            reader.text("FIB_BIND_ADDRESS").orElse("0.0.0.0"),
            reader.port("FIB_PORT", 6767),
            reader.text("OTEL_EXPORTER_OTLP_ENDPOINT"));
    reader.refuseUnknown();
    if (!reader.wrong.isEmpty()) {
      throw new IllegalArgumentException(String.join(" | ", reader.wrong));
    }
    return settings;
  }

  /// The host of a service that names none: `NAME.NAMESPACE.DOMAIN` where there is a domain.
  public Optional<String> hostOf(FibonacciService service) {
    var name = service.getMetadata().getName();
    var namespace = service.getMetadata().getNamespace();
    return ingressDomain.map(domain -> name + "." + namespace + "." + domain);
  }

  /// Reads single variables and collects what is wrong with them.
  private record Reader(Map<String, String> environment, List<String> wrong) {

    Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(s -> !s.isEmpty());
    }

    /// Pods log in to it by IAM: a password would have to be copied into every namespace.
    Optional<DefaultDatabase> database() {
      return text("FIB_DATABASE_HOST").map(this::database);
    }

    private DefaultDatabase database(String host) {
      var region = text("FIB_DATABASE_IAM_REGION").orElse("");
      if (region.isEmpty()) {
        wrong.add("FIB_DATABASE_IAM_REGION is missing: write the region of FIB_DATABASE_HOST");
      }
      var iam =
          new Iam(
              region,
              text("FIB_DATABASE_IAM_USERNAME").orElse("fibonacci"),
              text("FIB_DATABASE_IAM_ROLE_ARN").orElse(null));
      var connection =
          new Database(
              host,
              port("FIB_DATABASE_PORT", 5432),
              text("FIB_DATABASE_NAME").orElse("fibonacci"),
              text("FIB_DATABASE_SSL_MODE").orElse("verify-full"),
              null,
              null,
              iam,
              null);
      return new DefaultDatabase(connection, text("FIB_DATABASE_CERTIFICATE_AUTHORITY"));
    }

    Set<String> names(String name) {
      return text(name).stream()
          .flatMap(list -> Arrays.stream(list.split(",")))
          .map(String::strip)
          .filter(item -> !item.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean flag(String name, boolean absent) {
      var value = text(name).orElse(String.valueOf(absent));
      if (!value.equals("true") && !value.equals("false")) {
        wrong.add(name + "=" + value + " is neither true nor false: write one of them");
      }
      return value.equals("true");
    }

    int count(String name, int absent) {
      var value = text(name).orElse(String.valueOf(absent));
      if (value.matches("[1-9]\\d{0,8}")) {
        return Integer.parseInt(value);
      }
      wrong.add(name + "=" + value + " is not a number of services: write 1 or more");
      return absent;
    }

    int port(String name, int absent) {
      var value = text(name).orElse(String.valueOf(absent));
      if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65_535) {
        return Integer.parseInt(value);
      }
      wrong.add(name + "=" + value + " is not a port: write a number from 0 to 65535");
      return absent;
    }

    Duration duration(String name, Duration absent) {
      var value = text(name);
      try {
        return value.map(v -> Duration.parse("PT" + v)).orElse(absent);
      } catch (DateTimeParseException e) {
        wrong.add(name + "=" + value.orElseThrow() + " is not a duration: write 10m or 90s");
        return absent;
      }
    }

    private static String known() {
      return OperatorSetting.ALL.stream()
          .map(OperatorSetting::name)
          .collect(Collectors.joining(", "));
    }

    /// A misspelt setting would otherwise be a setting without effect.
    void refuseUnknown() {
      environment.keySet().stream()
          .filter(name -> name.startsWith(PREFIX) && !OperatorSetting.isKnown(name))
          .sorted()
          .forEach(name -> wrong.add(name + " is unknown: write one of " + known()));
    }
  }
}

package run.fibonacci.operator;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.Database;
import run.fibonacci.api.v1.Database.Iam;

final class OperatorSettingsTest {

  @Test
  void everything_has_a_default() {
    assertThat(OperatorSettings.of(Map.of("HOME", "/"), "1.2.3"))
        .isEqualTo(
            new OperatorSettings(
                "1.2.3",
                "fibonacci-run/fib-service:1.2.3",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                false,
                Duration.ofMinutes(10),
                5,
                false,
                "default",
                "operator",
                "0.0.0.0",
                6767,
                Optional.empty()));
  }

  @Test
  void everything_can_be_set() {
    var environment =
        Map.ofEntries(
            entry("FIB_SERVICE_IMAGE", "example.com/fib:7"),
            entry("FIB_INGRESS_DOMAIN", "example.com"),
            entry("FIB_INGRESS_CLASS", "nginx"),
            entry("FIB_NAMESPACES", "b, a"),
            entry("FIB_NAMESPACES_FILE", "/etc/namespaces"),
            entry("FIB_ROLL_ON_SECRET_CHANGE", "true"),
            entry("FIB_RESYNC", "90s"),
            entry("FIB_MAX_ROLLOUTS", "2"),
            entry("FIB_LEADER_ELECTION", "true"),
            entry("POD_NAMESPACE", "fibonacci-system"),
            entry("POD_NAME", "operator-1"),
            entry("FIB_BIND_ADDRESS", "127.0.0.1"),
            entry("FIB_PORT", "0"),
            entry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://traces:4318"));
    assertThat(OperatorSettings.of(environment, "1.2.3"))
        .isEqualTo(
            new OperatorSettings(
                "1.2.3",
                "example.com/fib:7",
                Optional.of("example.com"),
                Optional.of("nginx"),
                Optional.empty(),
                Set.of("a", "b"),
                Optional.of(Path.of("/etc/namespaces")),
                true,
                Duration.ofSeconds(90),
                2,
                true,
                "fibonacci-system",
                "operator-1",
                "127.0.0.1",
                0,
                Optional.of("http://traces:4318")));
  }

  @Test
  void a_default_database_is_reached_by_iam_and_checked_to_be_the_right_one() {
    var environment =
        Map.of(
            "FIB_DATABASE_HOST", "db.example.com",
            "FIB_DATABASE_IAM_REGION", "eu-central-1",
            "FIB_DATABASE_IAM_ROLE_ARN", "arn:aws:iam::123456789012:role/fleet",
            "FIB_DATABASE_CERTIFICATE_AUTHORITY", "-----BEGIN CERTIFICATE-----");

    var database = OperatorSettings.of(environment, "1.2.3").database().orElseThrow();

    assertThat(database)
        .isEqualTo(
            new DefaultDatabase(
                new Database(
                    "db.example.com",
                    5432,
                    "fibonacci",
                    "verify-full",
                    null,
                    null,
                    new Iam("eu-central-1", "fibonacci", "arn:aws:iam::123456789012:role/fleet"),
                    null),
                Optional.of("-----BEGIN CERTIFICATE-----")));
  }

  @Test
  void all_mistakes_are_named_at_once_with_what_to_write_instead() {
    var environment =
        Map.of(
            "FIB_RESYNC", "10 minutes",
            "FIB_LEADER_ELECTION", "yes",
            "FIB_PORT", "http",
            "FIB_DATABASE_HOST", "db.example.com",
            "FIB_NAMESPACE", "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorSettings.of(environment, "1.2.3"))
        .withMessageContainingAll(
            "FIB_RESYNC=10 minutes is not a duration: write 10m or 90s",
            "FIB_LEADER_ELECTION=yes is neither true nor false",
            "FIB_PORT=http is not a port",
            "FIB_DATABASE_IAM_REGION is missing: write the region of FIB_DATABASE_HOST",
            "FIB_NAMESPACE is unknown: write one of")
        .withMessageContaining("FIB_NAMESPACES");
  }
}

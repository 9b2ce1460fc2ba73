package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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
                Set.of(),
                Duration.ofMinutes(10),
                false,
                "default",
                "operator",
                "0.0.0.0",
                6767));
  }

  @Test
  void everything_can_be_set() {
    var environment =
        Map.of(
            "FIB_SERVICE_IMAGE", "example.com/fib:7",
            "FIB_INGRESS_DOMAIN", "example.com",
            "FIB_INGRESS_CLASS", "nginx",
            "FIB_NAMESPACES", "b, a",
            "FIB_RESYNC", "90s",
            "FIB_LEADER_ELECTION", "true",
            "POD_NAMESPACE", "fibonacci-system",
            "POD_NAME", "operator-1",
            "FIB_BIND_ADDRESS", "127.0.0.1",
            "FIB_PORT", "0");
    assertThat(OperatorSettings.of(environment, "1.2.3"))
        .isEqualTo(
            new OperatorSettings(
                "1.2.3",
                "example.com/fib:7",
                Optional.of("example.com"),
                Optional.of("nginx"),
                Set.of("a", "b"),
                Duration.ofSeconds(90),
                true,
                "fibonacci-system",
                "operator-1",
                "127.0.0.1",
                0));
  }

  @Test
  void all_mistakes_are_named_at_once_with_what_to_write_instead() {
    var environment =
        Map.of(
            "FIB_RESYNC", "10 minutes",
            "FIB_LEADER_ELECTION", "yes",
            "FIB_PORT", "http",
            "FIB_NAMESPACE", "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OperatorSettings.of(environment, "1.2.3"))
        .withMessageContainingAll(
            "FIB_RESYNC=10 minutes is not a duration: write 10m or 90s",
            "FIB_LEADER_ELECTION=yes is neither true nor false",
            "FIB_PORT=http is not a port",
            "FIB_NAMESPACE is unknown: write one of")
        .withMessageContaining("FIB_NAMESPACES");
  }
}

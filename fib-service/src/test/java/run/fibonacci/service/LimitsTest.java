package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsTest {
  @Test
  void withoutSettingsIndicesGoToTenMillion() {
    assertThat(Limits.of(Map.of()))
        .isEqualTo(
            new Limits(
                10_000_000,
                1_000,
                1_000_000,
                120_000_000_000L,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(30)));
  }

  @Test
  void everyLimitCanBeSet() {
    assertThat(
            Limits.of(
                Map.of(
                    "FIBONACCI_LIMITS_MAX_INDEX", "500",
                    "FIBONACCI_LIMITS_MAX_COUNT", "7",
                    "FIBONACCI_LIMITS_MAX_RANGE", "9",
                    "FIBONACCI_LIMITS_MAX_RANGE_DIGITS", "100",
                    "FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", "3",
                    "FIBONACCI_LIMITS_REQUEST_TIMEOUT", "1500ms")))
        .isEqualTo(new Limits(500, 7, 9, 100, 3, Duration.ofMillis(1_500)));
  }

  @ParameterizedTest
  @CsvSource({"250ms, 250", "30s, 30000", "2m, 120000", "1h, 3600000"})
  void aTimeHasAUnit(String text, long millis) {
    var environment = Map.of("FIBONACCI_LIMITS_REQUEST_TIMEOUT", text);
    assertThat(Limits.of(environment).requestTimeout()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "0s", "2h", "1.5s", "-1s", "s", "PT30S"})
  void aTimeThatIsNoneIsNamed(String text) {
    var environment = Map.of("FIBONACCI_LIMITS_REQUEST_TIMEOUT", text);
    assertThatThrownBy(() -> Limits.of(environment))
        .hasMessage(
            "FIBONACCI_LIMITS_REQUEST_TIMEOUT is \"%s\": write a time of at most an hour, like"
                + " 500ms, 30s or 2m",
            text);
  }

  @ParameterizedTest
  @CsvSource({
    "MAX_INDEX, 500000000, 1 to 400000000",
    "MAX_INDEX, many, 1 to 400000000",
    "MAX_COUNT, 0, 1 to 100000",
    "MAX_CONCURRENT_COMPUTATIONS, -1, 1 to 1024",
  })
  void aLimitOutOfBoundsIsNamedWithItsBounds(String name, String value, String bounds) {
    assertThatThrownBy(() -> Limits.of(Map.of("FIBONACCI_LIMITS_" + name, value)))
        .hasMessage(
            "FIBONACCI_LIMITS_%s is \"%s\": write a number from %s".formatted(name, value, bounds));
  }
}

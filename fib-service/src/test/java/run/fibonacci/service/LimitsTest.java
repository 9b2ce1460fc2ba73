package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {
  @Test
  void withoutSettingsIndicesGoToTenMillion() {
    assertThat(Limits.of(Map.of()))
        .isEqualTo(new Limits(10_000_000, 1_000, Runtime.getRuntime().availableProcessors()));
  }

  @Test
  void everyLimitCanBeSet() {
    assertThat(
            Limits.of(
                Map.of(
                    "FIBONACCI_LIMITS_MAX_INDEX", "500",
                    "FIBONACCI_LIMITS_MAX_COUNT", "7",
                    "FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", "3")))
        .isEqualTo(new Limits(500, 7, 3));
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

package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings of logs, traces, callers and other sites' pages.
final class OperationSettingsTest {
  @Test
  void withoutSettingsNothingIsOn() {
    assertThat(RateLimit.of(Map.of())).isEmpty();
    assertThat(TracingSettings.of(Map.of())).isEmpty();
    assertThat(CrossOriginSettings.properties(Map.of())).isEmpty();
  }

  @Test
  void aRateComesWithABurstOfTwiceAsMuch() {
    assertThat(RateLimit.of(Map.of("FIBONACCI_RATE_LIMIT_PER_SECOND", "10")))
        .hasValue(new RateLimit(10, 20, 100_000, Optional.of("X-Forwarded-For")));
  }

  @Test
  void everythingOfTheRateLimitCanBeSet() {
    var environment =
        Map.of(
            "FIBONACCI_RATE_LIMIT_PER_SECOND", "10",
            "FIBONACCI_RATE_LIMIT_BURST", "11",
            "FIBONACCI_RATE_LIMIT_CALLERS", "12",
            "FIBONACCI_RATE_LIMIT_ADDRESS_HEADER", "none");
    assertThat(RateLimit.of(environment)).hasValue(new RateLimit(10, 11, 12, Optional.empty()));
  }

  @Test
  void anEndpointMayEndWithASlash() {
    assertThat(TracingSettings.of(Map.of("FIBONACCI_TRACING_ENDPOINT", "http://otel:4318/")))
        .hasValue(new TracingSettings("http://otel:4318", 100));
  }

  @ParameterizedTest
  @CsvSource({
    "FIBONACCI_LOG_LEVEL, loud, 'write TRACE, DEBUG, INFO, WARN or ERROR'",
    "FIBONACCI_LOG_FORMAT, xml, write plain or json",
    "FIBONACCI_TRACING_ENDPOINT, otel:4318, 'write a collector''s URL'",
    "FIBONACCI_TRACING_PERCENT, 101, write a number from 0 to 100",
    "FIBONACCI_RATE_LIMIT_PER_SECOND, 0, write a number from 1 to 1000000",
    "FIBONACCI_RATE_LIMIT_ADDRESS_HEADER, 'a b', write the name of a header",
    "FIBONACCI_CORS_ORIGINS, app.example.com, write origins with commas between",
    "FIBONACCI_CORS_ORIGINS, 'https://a.example,*', write origins with commas between",
    "FIBONACCI_CORS_ORIGINS, https://a.example/page, write origins with commas between",
  })
  void aMistakeIsNamedWithWhatToWrite(String name, String value, String message) {
    assertThatThrownBy(() -> readAll(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " is \"" + value + "\"")
        .hasMessageContaining(message);
  }

  private static void readAll(Map<String, String> environment) {
    LogSettings.apply(environment);
    assertThat(TracingSettings.of(environment)).isNotNull();
    assertThat(RateLimit.of(environment)).isNotNull();
    assertThat(CrossOriginSettings.properties(environment)).isNotNull();
  }
}

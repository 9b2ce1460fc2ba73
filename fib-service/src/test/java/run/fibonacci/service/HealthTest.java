package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthTest {
  @ParameterizedTest
  @ValueSource(strings = {"h2", "none"})
  void aStartedServiceIsAliveAndReady(String store) {
    var environment = Map.of("FIBONACCI_STORE", store, "FIBONACCI_DATABASE_NAME", "health");
    try (var service = RunningService.start(environment)) {
      assertThat(service.management("/health/liveness").statusCode()).isEqualTo(200);
      assertThat(service.management("/health/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void metricsAndHealthAreNotOnThePortOfTheService() {
    try (var service = RunningService.start(Map.of("FIBONACCI_STORE", "none"))) {
      service.get("/fibonacci/7");
      assertThat(service.management("/prometheus").body())
          .contains("http_server_requests_seconds_count")
          .contains("uri=\"/fibonacci/{n}\"");
      assertThat(service.get("/prometheus").statusCode()).isEqualTo(404);
      assertThat(service.get("/health").statusCode()).isEqualTo(404);
      assertThat(service.management("/env").statusCode()).isEqualTo(404);
      assertThat(service.management("/fibonacci/7").statusCode()).isEqualTo(404);
    }
  }
}

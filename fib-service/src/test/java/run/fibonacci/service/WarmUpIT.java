package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A pod is called ready when it has answered its own requests.
final class WarmUpIT {
  @Test
  void aServiceAnswersWhileItWarmsUpAndIsReadyWhenItIsWarm() {
    Map<String, String> environment = Map.of("FIBONACCI_STORE", "none");
    try (var service = RunningService.start(environment, Map.of(WarmUp.PROPERTY, true))) {
      assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.management("/health/readiness").statusCode() == 200);
      assertThat(service.management("/prometheus").body())
          .containsPattern(
              "http_server_requests_seconds_count\\{.*uri=\"/fibonacci/\\{n}\"} [1-9][0-9]{2,}");
    }
  }
}

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
    expectReadyWhenWarm("", Map.of(WarmUp.PROPERTY, true));
  }

  @Test
  void belowAContextPathToo() {
    expectReadyWhenWarm(
        "/numbers", Map.of(WarmUp.PROPERTY, true, "micronaut.server.context-path", "/numbers"));
  }

  private static void expectReadyWhenWarm(String root, Map<String, Object> properties) {
    Map<String, String> environment = Map.of("FIBONACCI_STORE", "none");
    try (var service = RunningService.start(environment, properties)) {
      assertThat(service.get(root + "/fibonacci/7").statusCode()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.management(root + "/health/readiness").statusCode() == 200);
      assertThat(service.management(root + "/prometheus").body())
          .containsPattern(
              "http_server_requests_seconds_count\\{.*uri=\"(/numbers)?/fibonacci/\\{n}\"}"
                  + " [1-9][0-9]+");
    }
  }
}

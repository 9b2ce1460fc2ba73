package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.tracing.Collector;

/// A pod is called ready when it has answered its own requests.
final class WarmUpIT {
  private static final Map<String, String> WITHOUT_STORE = Map.of("FIBONACCI_STORE", "none");

  @Test
  void aServiceAnswersWhileItWarmsUpAndIsReadyWhenItIsWarm() {
    expectReadyWhenWarm("", Map.of(WarmUp.PROPERTY, true));
  }

  @Test
  void belowAContextPathToo() {
    expectReadyWhenWarm(
        "/numbers", Map.of(WarmUp.PROPERTY, true, "micronaut.server.context-path", "/numbers"));
  }

  @Test
  void aRateLimitIsForOthers() {
    var environment = new HashMap<>(WITHOUT_STORE);
    environment.put("FIBONACCI_RATE_LIMIT_PER_SECOND", "1");
    environment.put("FIBONACCI_RATE_LIMIT_BURST", "2");
    try (var service = RunningService.start(environment, Map.of(WarmUp.PROPERTY, true))) {
      service.awaitReady();
      assertThat(computations(service, "")).isGreaterThan(10);
      assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
      assertThat(service.management("/prometheus").body())
          .contains("fibonacci_requests_rejected_total{reason=\"rate\"} 0.0");
    }
  }

  @Test
  void itsRequestsAreNotTraced() throws IOException {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    try (var collector = Collector.start()) {
      var environment = new HashMap<>(WITHOUT_STORE);
      environment.put("FIBONACCI_TRACING_ENDPOINT", collector.endpoint());
      try (var service = RunningService.start(environment, Map.of(WarmUp.PROPERTY, true))) {
        service.awaitReady();
        service.get("/fibonacci/7", "traceparent", "00-" + trace + "-b7ad6b7169203331-01");
      }
      // What was not sent yet is sent at the end.
      assertThat(collector.traces()).containsExactly(trace);
    }
  }

  private static void expectReadyWhenWarm(String root, Map<String, Object> properties) {
    try (var service = RunningService.start(WITHOUT_STORE, properties)) {
      assertThat(service.get(root + "/fibonacci/7").statusCode()).isEqualTo(200);
      service.awaitReady(root);
      assertThat(computations(service, root)).isGreaterThan(10);
      assertThat(service.management(root + "/prometheus").body())
          .containsPattern(
              "http_server_requests_seconds_count\\{.*uri=\"(/numbers)?/fibonacci/\\{n}\"} 1\n");
    }
  }

  private static double computations(RunningService service, String root) {
    return service
        .management(root + "/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("fibonacci_computations_seconds_count{size=\"small\"} "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}

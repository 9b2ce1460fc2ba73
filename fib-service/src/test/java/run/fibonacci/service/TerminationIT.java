package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of the service as the process that a pod runs.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TerminationIT {
  private static final int REQUESTS = 12;

  /// All are computed at once, however slow this machine is: none is refused for waiting.
  private static final Map<String, String> AT_ONCE =
      Map.of("FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", String.valueOf(REQUESTS));

  @Test
  void requestsUnderWayAtSigtermAreAnsweredAndTheProcessEnds() throws Exception {
    try (var service = ServiceProcess.start(AT_ONCE, "-Xmx1g").awaitReady()) {
      // Each takes tens of milliseconds of a core: when the first is done, others are under way.
      List<CompletableFuture<HttpResponse<String>>> numbers =
          IntStream.range(0, REQUESTS)
              .mapToObj(i -> service.get("/fibonacci/" + (9_000_000 + i)))
              .toList();
      await().until(() -> numbers.stream().anyMatch(CompletableFuture::isDone));

      service.terminate();

      await().until(() -> !service.isReady());
      for (CompletableFuture<HttpResponse<String>> number : numbers) {
        assertThat(number.get().statusCode()).isEqualTo(200);
        assertThat(number.get().body()).hasSizeGreaterThan(1_800_000);
      }
      assertThat(service.awaitEnd()).isEqualTo(143);
      assertThat(service.log()).doesNotContain("ERROR", "Exception");
    }
  }
}

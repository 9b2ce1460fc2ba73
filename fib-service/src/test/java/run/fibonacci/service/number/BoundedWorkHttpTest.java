package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import run.fibonacci.service.Exchange;
import run.fibonacci.service.RunningService;

/// What large requests may take from others.
@Isolated
final class BoundedWorkHttpTest {
  /// A residue that takes several seconds, and next to no memory.
  private static final String ENDLESS =
      "/fibonacci/" + "7".repeat(60_000) + "?mod=1" + "0".repeat(1_230) + "7";

  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Map.of(
                "FIBONACCI_STORE", "none",
                "FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", "1",
                "FIBONACCI_LIMITS_REQUEST_TIMEOUT", "1s"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Computations computations() {
    return service.context().getBean(Computations.class);
  }

  @Test
  void aComputationThatTakesTooLongIsStopped() {
    HttpResponse<String> response = service.get(ENDLESS);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(response.body()).contains("stopped after 1s").contains("\"timeoutSeconds\":1.0");
    await().until(() -> computations().active() == 0);
  }

  @Test
  void smallNumbersAreAnsweredWhileLargeOnesWaitAndThoseAreRefusedInTime() {
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(() -> service.get(ENDLESS));
    await().until(() -> computations().active() == 1);
    CompletableFuture<HttpResponse<String>> second =
        CompletableFuture.supplyAsync(() -> service.get(ENDLESS));

    assertThat(service.get("/fibonacci/1000").statusCode()).isEqualTo(200);
    assertThat(service.get("/fibonacci?from=0&count=50").statusCode()).isEqualTo(200);
    assertThat(first).isNotDone();

    assertThat(second.join().statusCode()).isEqualTo(503);
    assertThat(first.join().statusCode()).isEqualTo(503);
  }

  @Test
  void whoLeavesStopsTheComputation() throws Exception {
    await().until(() -> computations().active() == 0);
    long before = computations().abandoned();
    try (var _ = Exchange.send(service, "GET " + ENDLESS)) {
      await().until(() -> computations().active() == 1);
    }
    await().until(() -> computations().active() == 0);
    assertThat(computations().abandoned()).isEqualTo(before + 1);
  }

  @Test
  void aTooLongIndexNeverReachesAThread() {
    long before = computations().completed();
    assertThat(service.get("/fibonacci/10000001").statusCode()).isEqualTo(422);
    assertThat(computations().completed()).isEqualTo(before);
  }
}

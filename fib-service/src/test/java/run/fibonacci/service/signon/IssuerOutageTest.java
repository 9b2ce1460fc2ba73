package run.fibonacci.service.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;

final class IssuerOutageTest {
  @Test
  void aServiceWhoseIssuerIsAwayAtItsStartServesNumbersAndFindsItLater() {
    try (var issuer = OidcServer.away();
        var service = RunningService.start(issuer.environment())) {
      assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
      expectUnavailable(next(service, issuer));
      issuer.restart();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> expectAccepted(next(service, issuer)));
    }
  }

  @Test
  void anIssuerThatGoesLaterIsNotMissedUntilItHasNewKeys() {
    try (var issuer = OidcServer.start();
        var service = RunningService.start(issuer.environment())) {
      expectAccepted(next(service, issuer));
      issuer.close();
      expectAccepted(next(service, issuer));
      assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
      issuer.rotate();
      expectUnavailable(next(service, issuer));
      issuer.restart();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> expectAccepted(next(service, issuer)));
    }
  }

  @Test
  void keysAreRotatedWithoutARestart() {
    try (var issuer = OidcServer.start();
        var service = RunningService.start(issuer.environment())) {
      String old = issuer.token("ada");
      assertThat(next(service, old).body()).contains("\"index\":0");
      issuer.close();
      issuer.rotate();
      issuer.restart();
      assertThat(next(service, issuer).body()).contains("\"index\":1");
      assertThat(next(service, old).statusCode()).isEqualTo(401);
    }
  }

  private static HttpResponse<String> next(RunningService service, OidcServer issuer) {
    return next(service, issuer.token("ada"));
  }

  private static HttpResponse<String> next(RunningService service, String token) {
    return service.post("/sequence/next", "Authorization", "Bearer " + token);
  }

  private static void expectAccepted(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static void expectUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("the sign-on service does not answer: try again");
  }
}

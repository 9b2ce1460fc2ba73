package run.fibonacci.service.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.signon.OidcServer;

/// A caller has 50 requests at once, and then one a second.
final class RateLimitHttpTest {
  private static final String CLIENT = "X-Forwarded-For";

  private static RunningService start(Map<String, String> more) {
    var environment = new HashMap<>(more);
    environment.put("FIBONACCI_DATABASE_NAME", "rate");
    environment.put("FIBONACCI_RATE_LIMIT_PER_SECOND", "1");
    environment.put("FIBONACCI_RATE_LIMIT_BURST", "50");
    return RunningService.start(environment);
  }

  /// How many of 200 requests go through: the burst, and one more for each second that it takes.
  private static long allowed(RunningService service, String path, String... headers) {
    return IntStream.range(0, 200)
        .filter(i -> service.get(path, headers).statusCode() == 200)
        .count();
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeAgain() {
    try (var service = start(Map.of())) {
      assertThat(allowed(service, "/fibonacci/7", CLIENT, "192.0.2.1")).isBetween(50L, 199L);
      HttpResponse<String> refused = refused(service, CLIENT, "192.0.2.1");
      assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(refused.body())
          .contains("rate-limit-exceeded")
          .contains("more than 1 requests a second came from you: come again in 1 s")
          .contains("\"perSecond\":1")
          .contains("\"retryAfterSeconds\":1");
      assertThat(service.management("/prometheus").body())
          .containsPattern("fibonacci_requests_rejected_total\\{reason=\"rate\"} [1-9]");
    }
  }

  private static HttpResponse<String> refused(RunningService service, String... headers) {
    return IntStream.range(0, 30)
        .mapToObj(i -> service.get("/fibonacci/7", headers))
        .filter(response -> response.statusCode() == 429)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void clientsAreToldApartByWhatTheIngressSaysAndNotByWhatTheySay() {
    try (var service = start(Map.of())) {
      allowed(service, "/fibonacci/7", CLIENT, "192.0.2.1");
      assertThat(refused(service, CLIENT, "198.51.100.7, 192.0.2.1")).isNotNull();
      assertThat(service.get("/fibonacci/7", CLIENT, "192.0.2.1, 192.0.2.2").statusCode())
          .isEqualTo(200);
      assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anIpv6ClientIsItsNetwork() {
    try (var service = start(Map.of())) {
      allowed(service, "/fibonacci/7", CLIENT, "2001:db8:0:1::1");
      assertThat(refused(service, CLIENT, "2001:db8:0:1:ffff::2")).isNotNull();
      assertThat(service.get("/fibonacci/7", CLIENT, "2001:db8:0:2::1").statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void withoutAnIngressTheHeaderIsNotBelieved() {
    try (var service = start(Map.of("FIBONACCI_RATE_LIMIT_ADDRESS_HEADER", "none"))) {
      allowed(service, "/fibonacci/7", CLIENT, "192.0.2.1");
      assertThat(refused(service, CLIENT, "192.0.2.2")).isNotNull();
    }
  }

  @Test
  void pagesAndHealthAreNotLimited() {
    try (var service = start(Map.of())) {
      allowed(service, "/fibonacci/7");
      assertThat(service.get("/").statusCode()).isEqualTo(200);
      assertThat(service.management("/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void usersWhoSignedOnAreToldApartAtOneAddress() {
    try (var issuer = OidcServer.start();
        var service = start(issuer.environment())) {
      String one = "Bearer " + issuer.token("one");
      String other = "Bearer " + issuer.token("other");
      // The issuer's keys are fetched when a token comes first.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> service.get("/sequence", "Authorization", one).statusCode() == 200);
      assertThat(allowed(service, "/sequence", "Authorization", one)).isBetween(1L, 199L);
      assertThat(service.get("/sequence", "Authorization", other).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutTheSettingThereIsNoLimit() {
    try (var service = RunningService.start(Map.of("FIBONACCI_STORE", "none"))) {
      assertThat(allowed(service, "/fibonacci/7")).isEqualTo(200);
      assertThat(service.context().findBean(RateLimitFilter.class)).isEqualTo(Optional.empty());
    }
  }
}

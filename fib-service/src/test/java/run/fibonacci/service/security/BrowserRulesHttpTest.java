package run.fibonacci.service.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;

/// What browsers are told of answers, and of other sites' pages.
final class BrowserRulesHttpTest {
  private static final String APP = "https://app.example.com";
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  private static RunningService start(String name, String... cors) {
    return RunningService.start(
        cors.length == 0
            ? Map.of("FIBONACCI_DATABASE_NAME", name)
            : Map.of("FIBONACCI_DATABASE_NAME", name, "FIBONACCI_CORS_ORIGINS", cors[0]));
  }

  @Test
  void everyAnswerSaysThatItIsNoPageAndNoPartOfOne() {
    try (var service = start("headers")) {
      List<HttpResponse<String>> answers =
          List.of(
              service.get("/fibonacci/7"),
              service.get("/fibonacci?from=0&count=100000"),
              service.get("/fibonacci/ten"),
              service.get("/nothing"),
              service.post("/fibonacci/7"),
              service.post("/sequence/next"),
              service.post("/sequence/next", "Cookie", "a=b", "Sec-Fetch-Site", "cross-site"),
              service.post("/fibonacci/7", new byte[100_000]));
      assertThat(answers.stream().map(HttpResponse::statusCode))
          .containsExactly(200, 200, 400, 404, 405, 200, 403, 413);
      assertThat(answers)
          .allSatisfy(answer -> {
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; frame-ancestors 'none'");
          });
    }
  }

  @Test
  void everyAnswerSaysWhenItWasGiven() {
    try (var service = start("headers")) {
      for (String path : List.of("/fibonacci/7", "/fibonacci/ten", "/nothing", "/")) {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.headers().allValues("Date")).as(path).hasSize(1);
        assertThat(Instant.from(RFC_1123_DATE_TIME.parse(header(answer, "Date"))))
            .isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
      }
    }
  }

  @Test
  void anotherSitesPageCanOnlyAskForIndicesWithACookie() {
    try (var service = start("other-site")) {
      String[] evil = {"Cookie", "session-key=of-a-visitor", "Sec-Fetch-Site", "cross-site"};
      byte[] value = "13".getBytes(US_ASCII);
      assertThat(service.post("/fibonacci/index-of", value, evil).statusCode()).isEqualTo(200);
      for (String path :
          List.of(
              "/sequence/next",
              "/sequence/next?x=/fibonacci/index-of",
              "/sequence/next%3F/fibonacci/index-of",
              "/sequence/next;/fibonacci/index-of")) {
        assertThat(service.post(path, evil).statusCode()).as(path).isEqualTo(403);
      }
    }
  }

  @Test
  void pagesHaveTheirOwnPolicy() {
    try (var service = start("headers")) {
      HttpResponse<String> page = service.get("/");
      assertThat(page.headers().allValues("Content-Security-Policy"))
          .singleElement()
          .asString()
          .contains("script-src 'self'");
      assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    }
  }

  @Test
  void withoutTheSettingNoOtherSiteMayReadAnything() {
    try (var service = start("cors")) {
      assertThat(service.get("/fibonacci/7", "Origin", APP).headers().map())
          .doesNotContainKey(ALLOWED.toLowerCase(java.util.Locale.ROOT));
    }
  }

  @Test
  void aSiteThatIsNamedMayUseEverythingWithoutCookies() {
    try (var service = start("cors", "https://other.example, " + APP)) {
      HttpResponse<String> number = service.get("/fibonacci/7", "Origin", APP);
      assertThat(number.statusCode()).isEqualTo(200);
      assertThat(header(number, ALLOWED)).isEqualTo(APP);
      assertThat(header(number, "Access-Control-Expose-Headers")).contains("ETag");
      assertThat(header(number, "Access-Control-Allow-Credentials")).isNotEqualTo("true");
      assertThat(header(number, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");

      HttpResponse<String> next =
          service.post("/sequence/next", "Origin", APP, "Session-Key", "of-the-app");
      assertThat(next.statusCode()).isEqualTo(200);
      assertThat(header(next, ALLOWED)).isEqualTo(APP);
      assertThat(
              service
                  .post("/sequence/next", "Origin", APP, "Cookie", "session-key=of-the-app")
                  .statusCode())
          .isEqualTo(403);

      HttpResponse<String> problem = service.get("/fibonacci/ten", "Origin", APP);
      assertThat(problem.statusCode()).isEqualTo(400);
      assertThat(header(problem, ALLOWED)).isEqualTo(APP);
    }
  }

  @Test
  void aSharedCacheKeepsTheAnswersToSitesApart() {
    try (var service = start("cors", APP)) {
      for (String[] headers : new String[][] {{}, {"Origin", APP}}) {
        assertThat(
                String.join(", ", service.get("/fibonacci/7", headers).headers().allValues("Vary")))
            .contains("Accept", "Accept-Encoding", "Origin");
      }
    }
  }

  @Test
  void aBrowserThatAsksFirstIsToldWhatIsAllowed() {
    try (var service = start("cors", APP)) {
      HttpResponse<String> answer = preflight(service, APP, "DELETE", "session-key");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, ALLOWED)).isEqualTo(APP);
      assertThat(header(answer, "Access-Control-Allow-Methods")).contains("DELETE");
      assertThat(header(answer, "Access-Control-Allow-Headers"))
          .containsIgnoringCase("session-key");
      assertThat(preflight(service, APP, "DELETE", "x-strange").statusCode()).isEqualTo(403);
      assertThat(
              preflight(service, "https://evil.example", "DELETE", "session-key").headers().map())
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void aSiteThatIsNotNamedMayReadNothing() {
    try (var service = start("cors", APP)) {
      HttpResponse<String> answer = service.get("/fibonacci/7", "Origin", "https://evil.example");
      assertThat(header(answer, ALLOWED)).isEmpty();
    }
  }

  @Test
  void allSitesCanBeAllowed() {
    try (var service = start("cors", "*")) {
      assertThat(header(service.get("/fibonacci/7", "Origin", APP), ALLOWED)).isIn("*", APP);
    }
  }

  private static HttpResponse<String> preflight(
      RunningService service, String origin, String method, String headers) {
    return service.options(
        "/sequence",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}

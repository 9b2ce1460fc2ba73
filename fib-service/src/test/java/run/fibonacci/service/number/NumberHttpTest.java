package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.RunningService;

final class NumberHttpTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            Map.of("FIBONACCI_STORE", "none", "FIBONACCI_LIMITS_MAX_INDEX", "1000000"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "100, 354224848179261915075",
    "-8, -21",
    "-0, 0",
    "007, 13",
    "+1, 1",
    "-00, 0",
    "-99, 218922995834555169026"
  })
  void aNumberIsGivenWithItsIndex(String n, String value) {
    HttpResponse<String> response = service.get("/fibonacci/" + n);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body())
        .isEqualTo("{\"index\":%d,\"value\":\"%s\"}".formatted(Long.parseLong(n), value));
  }

  @Test
  void plainTextIsTheBareDigits() {
    HttpResponse<String> response = service.get("/fibonacci/100", "Accept", "text/plain");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(response.body()).isEqualTo("354224848179261915075");
  }

  @ParameterizedTest
  @CsvSource({
    "'text/plain;q=0.1, application/json', application/json",
    "'application/json;q=0.1, text/plain', text/plain",
    "*/*, application/json",
    "text/*, text/plain",
    "'application/json;q=0, text/plain;q=0.1', text/plain",
    "'text/html, */*;q=0.8', application/json"
  })
  void theTypeThatTheClientLikesBestIsGiven(String accept, String type) {
    HttpResponse<String> response = service.get("/fibonacci/7", "Accept", accept);
    assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(response.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
  }

  @Test
  void aLargeNumberIsGivenInFull() {
    HttpResponse<String> response = service.get("/fibonacci/1000000", "Accept", "text/plain");
    assertThat(response.body()).hasSize(208_988).startsWith("19532821287077577316");
    assertThat(response.body()).endsWith("68996526838242546875");
  }

  @Test
  void anAnswerMayBeKeptForEver() {
    HttpResponse<String> response = service.get("/fibonacci/50");
    assertThat(response.headers().firstValue("Cache-Control"))
        .hasValue("public, max-age=31536000, immutable");
    assertThat(response.headers().firstValue("ETag").orElseThrow()).startsWith("\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
  void whoHasTheAnswerAlreadyIsNotSentItAgain(String ifNoneMatch) {
    String tag = service.get("/fibonacci/50").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> response =
        service.get("/fibonacci/50", "If-None-Match", ifNoneMatch.formatted(tag));
    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("ETag")).hasValue(tag);
  }

  @Test
  void eachRepresentationHasItsOwnTag() {
    String tag = service.get("/fibonacci/50").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> response =
        service.get("/fibonacci/50", "Accept", "text/plain", "If-None-Match", tag);
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.5", "1e3", "--1", "+-1", "+", "-", "0x10", "%20", "१"})
  void whatIsNoIntegerIsABadRequest(String n) {
    String encoded = n.equals("१") ? "%E0%A5%A7" : n;
    HttpResponse<String> response = service.get("/fibonacci/" + encoded);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("is not an integer: write digits");
  }

  @Test
  void anIndexBeyondTheLimitIsRefusedWithTheLimit() {
    for (String n : new String[] {"1000001", "-1000001", "9".repeat(18), "9".repeat(3_000)}) {
      HttpResponse<String> response = service.get("/fibonacci/" + n);
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body())
          .contains("F(-1000000) to F(1000000)")
          .contains("\"maxIndex\":1000000");
    }
  }
}

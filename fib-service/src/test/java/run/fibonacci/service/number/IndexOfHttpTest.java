package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;
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

final class IndexOfHttpTest {
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Map.of("FIBONACCI_STORE", "none"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "2, 3",
    "-1, -2",
    "-3, -4",
    "-21, -8",
    "+144, 12",
    "0144, 12",
    "-0, 0",
    "354224848179261915075, 100"
  })
  void aFibonacciNumberHasItsIndex(String value, long index) {
    HttpResponse<String> response = service.get("/fibonacci/index-of/" + value);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"index\":" + index + "}");
    assertThat(service.get("/fibonacci/index-of/" + value, "Accept", "text/plain").body())
        .isEqualTo(String.valueOf(index));
  }

  @Test
  void whoForgetsTheValueIsToldWhereItGoes() {
    HttpResponse<String> response = service.get("/fibonacci/index-of");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    assertThat(response.body()).contains("GET /fibonacci/index-of/{value}");
  }

  @ParameterizedTest
  @CsvSource({"4, 4, 3, 5, 5", "7, 5, 5, 6, 8", "-2, -4, -3, -2, -1", "-13, -8, -21, -6, -8"})
  void anyOtherNumberHasItsNeighbours(
      String value, long below, String lower, long above, String higher) {
    HttpResponse<String> response = service.get("/fibonacci/index-of/" + value);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("/problems/not-a-fibonacci-number\"")
        .contains("\"below\":{\"index\":%d,\"value\":\"%s\"}".formatted(below, lower))
        .contains("\"above\":{\"index\":%d,\"value\":\"%s\"}".formatted(above, higher));
  }

  @Test
  void aValueMayBeAsLongAsARequestLine() {
    String value = number(300_000);
    assertThat(value).hasSize(62_696);
    assertThat(service.get("/fibonacci/index-of/" + value).body()).isEqualTo("{\"index\":300000}");
    HttpResponse<String> other = service.get("/fibonacci/index-of/" + value.replaceFirst("1", "2"));
    assertThat(other.statusCode()).isEqualTo(404);
    assertThat(other.body()).contains("\"below\":{\"index\":").doesNotContain("\"value\"");
  }

  private static String number(long n) {
    return service.get("/fibonacci/" + n, "Accept", "text/plain").body();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -6, 1_000, -4_000_000, 4_784_968})
  void aLongerValueIsABody(long n) {
    HttpResponse<String> response =
        service.post(
            "/fibonacci/index-of",
            (number(n) + "\n").getBytes(US_ASCII),
            "Content-Type",
            "text/plain");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"index\":" + n + "}");
  }

  @Test
  void theTypeOfTheBodyDoesNotMatter() {
    for (String type :
        new String[] {"application/x-www-form-urlencoded", "application/json", "text/html"}) {
      HttpResponse<String> response =
          service.post("/fibonacci/index-of", "144".getBytes(US_ASCII), "Content-Type", type);
      assertThat(response.body()).as(type).isEqualTo("{\"index\":12}");
    }
    assertThat(service.post("/fibonacci/index-of", "144".getBytes(US_ASCII)).body())
        .isEqualTo("{\"index\":12}");
  }

  /// Next to a Fibonacci number of a million digits: nothing but its last digit tells.
  @Test
  void aNeighbourOfALongNumberIsToldFromIt() {
    String value = number(4_000_000);
    String next = value.substring(0, value.length() - 1) + (value.endsWith("1") ? "2" : "1");
    HttpResponse<String> response = service.post("/fibonacci/index-of", next.getBytes(US_ASCII));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("4000000");
  }

  @Test
  void aBodyBeyondAMillionDigitsIsRefused() {
    byte[] body = "1".repeat(1_100_000).getBytes(US_ASCII);
    assertThat(service.post("/fibonacci/index-of", body).statusCode()).isEqualTo(413);
  }

  @Test
  void aValueBeyondTheLargestIndexIsRefused() {
    try (var small =
        RunningService.start(
            Map.of("FIBONACCI_STORE", "none", "FIBONACCI_LIMITS_MAX_INDEX", "1000"))) {
      assertThat(small.get("/fibonacci/index-of/" + "9".repeat(209)).statusCode()).isEqualTo(404);
      HttpResponse<String> response = small.get("/fibonacci/index-of/" + "9".repeat(210));
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).contains("\"maxDigits\":209");
    }
  }

  @Test
  void anIndexHasNoBytes() {
    HttpResponse<String> response =
        service.get("/fibonacci/index-of/144", "Accept", "application/octet-stream");
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(response.body()).contains("accept application/json or text/plain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12 34", "abc", "1.5", "1e9", "१", "-"})
  void whatIsNoIntegerIsABadRequest(String text) {
    HttpResponse<String> response =
        service.post("/fibonacci/index-of", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("is not an integer: write digits");
  }

  @Test
  void aLongBodyIsTakenBelowAPathToo() {
    try (var below =
        RunningService.start(
            Map.of("FIBONACCI_STORE", "none"),
            Map.of("micronaut.server.context-path", "/team/fib"))) {
      byte[] value = number(500_000).getBytes(US_ASCII);
      assertThat(below.post("/team/fib/fibonacci/index-of", value).body())
          .isEqualTo("{\"index\":500000}");
    }
  }
}

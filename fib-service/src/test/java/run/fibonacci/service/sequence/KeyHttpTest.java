package run.fibonacci.service.sequence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.Exchange;
import run.fibonacci.service.RunningService;

/// Keys as they come over the wire: clients' own libraries would not even send some of them.
final class KeyHttpTest {
  private static RunningService service;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    service = RunningService.start(Map.of("FIBONACCI_DATABASE_NAME", "keys")).awaitReady();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aKeyMayHaveTwoHundredCharacters() throws IOException {
    assertThat(answer("Session-Key: " + "k".repeat(200))).startsWith("HTTP/1.1 200 ");
    assertThat(answer("Session-Key: " + key, "Idempotency-Key: " + "k".repeat(200)))
        .startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @CsvSource({
    "'Session-Key: ', the header Session-Key, 201",
    "'Session-Key: ', the header Session-Key, 10000",
    "'Session-Key: me\r\nIdempotency-Key: ', the header Idempotency-Key, 201",
    "'Session-Key: me\r\nIdempotency-Key: ', the header Idempotency-Key, 10000",
    "Cookie: session-key=, the cookie session-key, 10000"
  })
  void aKeyThatIsTooLongIsToldHowLongItMayBeAndTakesNothing(String header, String where, int length)
      throws IOException {
    String detail = "%s has %d characters: at most 200 are allowed".formatted(where, length);
    expectProblem(400, "invalid-key", detail, header.replace("me", key) + "k".repeat(length));
    expectNothingTaken();
  }

  /// A tab, and the next line of ISO 8859.
  @ParameterizedTest
  @ValueSource(strings = {"\t", "\u0085"})
  void aControlCharacterThatHttpAllowsIsRefusedInAKey(String character) throws IOException {
    String value = "a" + character + "b";
    String detail = " has a control character: use printable ones";
    expectProblem(400, "invalid-key", "the header Session-Key" + detail, "Session-Key: " + value);
    expectProblem(
        400, "invalid-key", "the cookie session-key" + detail, "Cookie: session-key=" + value);
    expectProblem(
        400,
        "invalid-key",
        "the header Idempotency-Key" + detail,
        "Session-Key: " + key,
        "Idempotency-Key: " + value);
    expectNothingTaken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0001", "\r", "\u001b", "\u007f"})
  void oneThatHttpForbidsIsRefusedEverywhere(String character) throws IOException {
    String value = "a" + character + "b";
    for (String header :
        new String[] {"Session-Key: ", "Idempotency-Key: ", "Cookie: session-key="}) {
      expectProblem(400, "invalid-request", "may have no control characters", header + value);
    }
  }

  @Test
  void headersBeyondAnyMeasureAreToldTheirBounds() throws IOException {
    expectProblem(
        413,
        "request-too-large",
        "its headers 32768 together",
        "Session-Key: " + "k".repeat(40_000));
  }

  private void expectNothingTaken() {
    assertThat(service.get("/sequence", Caller.HEADER, key).body()).isEqualTo("{\"next\":0}");
  }

  private static void expectProblem(int status, String name, String detail, String... headers)
      throws IOException {
    assertThat(answer(headers))
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("\"type\":\"https://fibonacci.run/problems/" + name + "\"")
        .contains("\"status\":" + status)
        .contains(detail);
  }

  private static String answer(String... headers) throws IOException {
    String all = "Connection: close\r\nContent-Length: 0\r\n" + String.join("\r\n", headers);
    try (var exchange = Exchange.send(service, "POST /sequence/next", all)) {
      return exchange.head() + new String(exchange.read(10_000), ISO_8859_1);
    }
  }
}

package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.RunningService;

final class SequenceHttpTest {
  private static RunningService service;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
                Map.of(
                    "FIBONACCI_DATABASE_NAME", "http",
                    "FIBONACCI_LIMITS_MAX_INDEX", "100",
                    "FIBONACCI_LIMITS_MAX_COUNT", "50"))
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aSequenceBeginsAtZeroAndGoesOn() {
    List<String> answers = Stream.generate(() -> next().body()).limit(8).toList();
    assertThat(answers)
        .startsWith("{\"index\":0,\"value\":\"0\"}", "{\"index\":1,\"value\":\"1\"}")
        .endsWith("{\"index\":7,\"value\":\"13\"}");
  }

  @Test
  void severalNumbersCanBeTakenAtOnce() {
    next();
    assertThat(next("?count=7").body())
        .isEqualTo("{\"from\":1,\"values\":[\"1\",\"1\",\"2\",\"3\",\"5\",\"8\",\"13\"]}");
    assertThat(next("?count=1").body()).isEqualTo("{\"from\":8,\"values\":[\"21\"]}");
  }

  @Test
  void whereASequenceStandsCanBeReadWithoutMovingIt() {
    assertThat(read()).isEqualTo("{\"next\":0}");
    next("?count=8");
    assertThat(read()).isEqualTo("{\"index\":7,\"value\":\"13\",\"next\":8}");
    assertThat(read()).isEqualTo("{\"index\":7,\"value\":\"13\",\"next\":8}");
  }

  @Test
  void aDeletedSequenceBeginsAgain() {
    next("?count=8");
    HttpResponse<String> response = service.delete("/sequence", Caller.HEADER, key);
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(next().body()).isEqualTo("{\"index\":0,\"value\":\"0\"}");
  }

  @Test
  void anAnswerIsNeverCached() {
    assertThat(next().headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void whoBringsNoKeyIsGivenOneInHeaderAndCookie() {
    HttpResponse<String> response = service.post("/sequence/next");
    String made = response.headers().firstValue(Caller.HEADER).orElseThrow();
    assertThat(made).matches("[0-9a-f]{32}");
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("session-key=" + made)
        .contains("HTTPOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("Secure");
    assertThat(service.post("/sequence/next", Caller.HEADER, made).body()).contains("\"index\":1");
    assertThat(service.post("/sequence/next", "Cookie", "session-key=" + made).body())
        .contains("\"index\":2");
  }

  @Test
  void theCookieIsSecureWhenTheRequestCameByHttps() {
    HttpResponse<String> response = service.post("/sequence/next", "X-Forwarded-Proto", "https");
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
  }

  @Test
  void aKeyThatTheCallerBroughtIsNotRepeated() {
    assertThat(next().headers().map()).doesNotContainKeys("session-key", "set-cookie");
  }

  @Test
  void theHeaderGoesBeforeTheCookie() {
    next("?count=3");
    HttpResponse<String> response =
        service.post("/sequence/next", Caller.HEADER, key, "Cookie", "session-key=other" + key);
    assertThat(response.body()).contains("\"index\":3");
  }

  @Test
  void anEmptyIdempotencyKeyIsRefused() {
    HttpResponse<String> response =
        service.post("/sequence/next", Caller.HEADER, key, "Idempotency-Key", "");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("the header Idempotency-Key is empty");
  }

  @Test
  void aRepeatedRequestGetsTheSameAnswer() {
    String[] headers = {Caller.HEADER, key, "Idempotency-Key", "once"};
    String first = service.post("/sequence/next?count=2", headers).body();
    assertThat(service.post("/sequence/next?count=2", headers).body()).isEqualTo(first);
    HttpResponse<String> other = service.post("/sequence/next?count=3", headers);
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("used with count=2, and now with count=3: use a new key");
    assertThat(next().body()).contains("\"index\":2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "51", "many", "", "99999999999999999999"})
  void aCountOutOfBoundsIsRefusedWithItsBounds(String count) {
    HttpResponse<String> response = next("?count=" + count);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("from 1 to 50").contains("\"maxCount\":50");
  }

  @Test
  void aSequenceEndsAtTheGreatestIndexAndNothingIsLost() {
    next("?count=50");
    next("?count=49");
    HttpResponse<String> tooMany = next("?count=3");
    assertThat(tooMany.statusCode()).isEqualTo(422);
    assertThat(tooMany.body()).contains("stands at index 99 and ends at 100");
    assertThat(next().body()).contains("\"index\":99");
    assertThat(next().body()).contains("\"index\":100");
    assertThat(next().statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "image/png"})
  void aBodyIsNotMindedWhateverItsType(String type) {
    HttpResponse<String> response =
        service.post(
            "/sequence/next", new byte[] {1, 2, 3}, Caller.HEADER, key, "Content-Type", type);
    assertThat(response.body()).isEqualTo("{\"index\":0,\"value\":\"0\"}");
  }

  @Test
  void aLargeBodyIsRefused() {
    HttpResponse<String> response =
        service.post("/sequence/next", new byte[65_537], Caller.HEADER, key);
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("has 65537 bytes: send none");
    assertThat(read()).isEqualTo("{\"next\":0}");
  }

  private HttpResponse<String> next() {
    return next("");
  }

  private HttpResponse<String> next(String query) {
    return service.post("/sequence/next" + query, Caller.HEADER, key);
  }

  private String read() {
    return service.get("/sequence", Caller.HEADER, key).body();
  }
}

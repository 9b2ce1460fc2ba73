package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.service.Exchange;
import run.fibonacci.service.RunningService;

final class RangeHttpTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Map.of("FIBONACCI_STORE", "none"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aRangeIsAnArray() {
    HttpResponse<String> response = service.get("/fibonacci?from=-2&count=4");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(response.body())
        .isEqualTo(
            "[{\"index\":-2,\"value\":\"-1\"},{\"index\":-1,\"value\":\"1\"},"
                + "{\"index\":0,\"value\":\"0\"},{\"index\":1,\"value\":\"1\"}]");
  }

  @Test
  void aRangeIsLines() {
    HttpResponse<String> response =
        service.get("/fibonacci?from=99&count=2", "Accept", "application/x-ndjson");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(response.body())
        .isEqualTo(
            """
            {"index":99,"value":"218922995834555169026"}
            {"index":100,"value":"354224848179261915075"}
            """);
  }

  @Test
  void aRangeIsEvents() {
    HttpResponse<String> response =
        service.get("/fibonacci?from=6&count=2", "Accept", "text/event-stream");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.body())
        .isEqualTo(
            """
            id: 6
            data: {"index":6,"value":"8"}

            id: 7
            data: {"index":7,"value":"13"}

            """);
  }

  @Test
  void eventsGoOnWhereTheyWereCutOff() {
    String path = "/fibonacci?from=6&count=3";
    String[] events = {"Accept", "text/event-stream", "Last-Event-ID"};
    assertThat(service.get(path, events[0], events[1], events[2], "7").body())
        .isEqualTo("id: 8\ndata: {\"index\":8,\"value\":\"21\"}\n\n");
    assertThat(service.get(path, events[0], events[1], events[2], "8").statusCode()).isEqualTo(204);
    assertThat(service.get(path, events[0], events[1], events[2], "x").body()).startsWith("id: 6");
  }

  /// Each line is compared with the sum of the two before it, so no number can be wrong.
  @ParameterizedTest
  @CsvSource({"-3000, 9000, identity", "20000, 700, identity", "0, 3000, gzip"})
  void longRangesAreStreamedInFull(long from, int count, String encoding) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri("/fibonacci?from=" + from + "&count=" + count))
            .header("Accept", "application/x-ndjson")
            .header("Accept-Encoding", encoding)
            .build();
    HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
    InputStream body =
        encoding.equals("gzip") ? new GZIPInputStream(response.body()) : response.body();
    try (var lines = new BufferedReader(new InputStreamReader(body, US_ASCII))) {
      var before = java.math.BigInteger.ZERO;
      var last = java.math.BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        String[] parts = lines.readLine().split("\"");
        assertThat(parts[2]).isEqualTo(":" + (from + i) + ",");
        var value = new java.math.BigInteger(parts[5]);
        if (i >= 2) {
          assertThat(value).isEqualTo(before.add(last));
        }
        before = last;
        last = value;
      }
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void headOfARangeHasItsTagAndMakesNothing() throws Exception {
    String path = "/fibonacci?from=0&count=100000";
    long before = service.context().getBean(Pieces.class).made();
    HttpRequest request =
        HttpRequest.newBuilder(service.uri(path)).method("HEAD", BodyPublishers.noBody()).build();
    HttpResponse<String> head = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type")).hasValue("application/json");
    String tag = head.headers().firstValue("ETag").orElseThrow();
    assertThat(service.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(service.context().getBean(Pieces.class).made()).isEqualTo(before);
  }

  @Test
  void numbersLongerThanAPieceAreWhole() {
    String[] values = service.get("/fibonacci?from=999999&count=3").body().split("\"");
    for (int i = 0; i < 3; i++) {
      assertThat(values[5 + 6 * i])
          .isEqualTo(service.get("/fibonacci/" + (999_999 + i), "Accept", "text/plain").body());
    }
  }

  @Test
  void aSlowReaderSlowsTheProducerAndWhoLeavesStopsIt() throws Exception {
    Pieces pieces = service.context().getBean(Pieces.class);
    Budget budget = service.context().getBean(Budget.class);
    await().until(budget::isUnused);
    long before = pieces.made();
    try (var client = Exchange.send(service, "GET /fibonacci?from=0&count=1000000")) {
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      long stalled = standstill(pieces);
      // What the sockets' buffers hold, a few megabytes of 10^11.
      assertThat(stalled - before).isBetween(1L, 400L);
      assertThat(budget.isUnused()).isFalse();

      client.read(20_000_000);
      await().until(() -> pieces.made() > stalled);
    }
    await().until(budget::isUnused);
    standstill(pieces);
  }

  /// How many pieces were made when no more are made.
  private static long standstill(Pieces pieces) {
    var last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          long now = pieces.made();
          return last.getAndSet(now) == now;
        });
    return last.get();
  }

  @ParameterizedTest
  @CsvSource({
    "from=0, 400, like ?from=0&count=10",
    "from=0&count=0, 400, write a number from 1 to 1000000",
    "from=0&count=-3, 400, write a number from 1 to 1000000",
    "from=0&count=ten, 400, is not an integer",
    "from=x&count=1, 400, is not an integer",
    "from=++1&count=1, 400, is not an integer",
    "from=0&count=1000001, 422, '\"maxRange\":1000000'",
    "from=0&count=99999999999999999999, 422, '\"maxRange\":1000000'",
    "from=9999999&count=3, 422, '\"maxIndex\":10000000'",
    "from=-10000001&count=3, 422, '\"maxIndex\":10000000'",
    "from=5000000&count=1000000, 422, '\"maxRangeDigits\":120000000000'"
  })
  void aRangeThatCannotBeGivenIsRefused(String query, int status, String words) {
    HttpResponse<String> response = service.get("/fibonacci?" + query);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body().replace("\\u0026", "&")).contains(words);
  }

  @Test
  void aTypeThatNoRangeHasIsToldThoseThatItHas() {
    HttpResponse<String> response = service.get("/fibonacci?from=0&count=2", "Accept", "image/png");
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(response.body()).contains("application/x-ndjson").contains("text/event-stream");
  }
}

package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.RunningService;

/// The forms in which one number is given: types, compression, and answers without a body.
final class RepresentationHttpTest {
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

  private static HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(service.uri(path))
            .method(method, BodyPublishers.noBody())
            .headers(headers)
            .build(),
        BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, -2, 6, -6, 11, -12, 13, 92, 93, -94, 1_000, -5_000, 100_001})
  void bytesAreTheNumberInTwosComplement(long n) throws Exception {
    HttpResponse<byte[]> response =
        send("GET", "/fibonacci/" + n, "Accept", "application/octet-stream");
    String text = service.get("/fibonacci/" + n, "Accept", "text/plain").body();
    assertThat(new BigInteger(response.body())).hasToString(text);
    assertThat(response.body()).isEqualTo(new BigInteger(text).toByteArray());
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
  }

  @ParameterizedTest
  @CsvSource({
    "0, application/json",
    "-12, text/plain",
    "12, application/octet-stream",
    "-1000, application/json",
    "-40000, application/json",
    "500000, application/json",
    "-400000, text/plain",
    "400001, application/octet-stream"
  })
  void headHasTheHeadersOfGetAndNoBody(String n, String type) throws Exception {
    HttpResponse<byte[]> head = send("HEAD", "/fibonacci/" + n, "Accept", type);
    HttpResponse<byte[]> get = send("GET", "/fibonacci/" + n, "Accept", type);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length"))
        .hasValue(String.valueOf(get.body().length));
    assertThat(get.headers().firstValue("Content-Length"))
        .hasValue(String.valueOf(get.body().length));
    for (String header : new String[] {"Content-Type", "ETag", "Cache-Control", "Vary"}) {
      assertThat(head.headers().firstValue(header)).isEqualTo(get.headers().firstValue(header));
    }
  }

  @Test
  void headOfTheLargestNumberTakesNoComputation() throws Exception {
    Computations computations = service.context().getBean(Computations.class);
    long before = computations.completed();
    HttpResponse<byte[]> head = send("HEAD", "/fibonacci/10000000", "Accept", "text/plain");
    assertThat(head.headers().firstValue("Content-Length")).hasValue("2089877");
    assertThat(computations.completed()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, gzip;q=0.5", "*", "deflate, GZIP"})
  void aLongNumberIsCompressedForWhoAsksForIt(String accepted) throws Exception {
    HttpResponse<byte[]> response =
        send("GET", "/fibonacci/1000000", "Accept-Encoding", accepted, "Accept", "text/plain");
    String text = service.get("/fibonacci/1000000", "Accept", "text/plain").body();
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(response.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
    assertThat(response.body()).hasSizeLessThan(95_000);
    assertThat(unzipped(response.body())).isEqualTo(text);
  }

  private static String unzipped(byte[] body) throws Exception {
    return new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), US_ASCII);
  }

  @Test
  void jsonIsCompressedTooAndInManyPieces() throws Exception {
    HttpResponse<byte[]> response = send("GET", "/fibonacci/-3000000", "Accept-Encoding", "gzip");
    assertThat(unzipped(response.body())).isEqualTo(service.get("/fibonacci/-3000000").body());
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, gzip;q=0, text/plain",
    "1000000, identity, text/plain",
    "1000, gzip, text/plain",
    "38000, gzip, application/json",
    "1000000, gzip, application/octet-stream"
  })
  void whatIsShortOrDenseOrNotWantedIsNotCompressed(String n, String accepted, String type)
      throws Exception {
    HttpResponse<byte[]> response =
        send("GET", "/fibonacci/" + n, "Accept-Encoding", accepted, "Accept", type);
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.headers().firstValue("Content-Length"))
        .hasValue(String.valueOf(response.body().length));
  }

  @Test
  void eachFormHasItsOwnStrongTag() throws Exception {
    String[] types = {"application/json", "text/plain", "application/octet-stream"};
    var tags = new java.util.HashSet<String>();
    for (String type : types) {
      tags.add(tag(send("GET", "/fibonacci/100000", "Accept", type)));
      tags.add(tag(send("GET", "/fibonacci/100000", "Accept", type, "Accept-Encoding", "gzip")));
    }
    assertThat(tags).hasSize(5).allMatch(tag -> tag.matches("\"[a-z0-9-]+\""));
  }

  private static String tag(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void aTagOfTheCompressedFormIsKnownForThatFormOnly() throws Exception {
    String path = "/fibonacci/100000";
    String tag = tag(send("GET", path, "Accept-Encoding", "gzip"));
    HttpResponse<byte[]> same =
        send("GET", path, "Accept-Encoding", "gzip", "If-None-Match", "\"x\", " + tag);
    HttpResponse<byte[]> other = send("GET", path, "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(send("HEAD", path, "If-None-Match", "*").statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @CsvSource({
    "'image/png', ",
    "'application/json;q=0', ",
    "'text/html, application/xhtml+xml', ",
    "'application/*;q=0.5, application/json;q=0.1', application/octet-stream",
    "'*/*;q=0.1, text/plain;q=0', application/json",
    "'text/plain;charset=utf-8;q=0.9, application/json;q=0.8', text/plain",
    "'application/octet-stream, */*;q=0.1', application/octet-stream",
    "'garbage, text/plain;q=x, application/json;q=0.2', application/json"
  })
  void acceptIsHonouredWithItsWeights(String accept, String type) throws Exception {
    HttpResponse<byte[]> response = send("GET", "/fibonacci/12", "Accept", accept);
    if (type == null) {
      assertThat(response.statusCode()).isEqualTo(406);
      assertThat(new String(response.body(), US_ASCII))
          .contains("accept application/json or text/plain or application/octet-stream");
    } else {
      assertThat(response.headers().firstValue("Content-Type")).hasValue(type);
    }
  }
}

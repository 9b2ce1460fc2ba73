package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The service as the process that a pod runs: `java -jar`.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class TerminationIT {
  private static final Path JAR = Path.of("target", "fib-service.jar");

  private static final int REQUESTS = 12;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address = Loopback.address();
  private Process process;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx1g",
            "-jar",
            JAR.toString());
    builder.environment().put("MICRONAUT_SERVER_HOST", address);
    // All are computed at once, however slow this machine is: none is refused for waiting.
    builder.environment().put("FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", "" + REQUESTS);
    process = builder.redirectErrorStream(true).redirectOutput(log().toFile()).start();
    await().atMost(Duration.ofSeconds(60)).until(() -> status(6766, "/health/readiness") == 200);
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
    client.close();
  }

  @Test
  void requestsUnderWayAtSigtermAreAnsweredAndTheProcessEnds() throws Exception {
    // Each takes tens of milliseconds of a core: when the first is done, others are under way.
    List<CompletableFuture<HttpResponse<String>>> numbers =
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> send(6765, "/fibonacci/" + (9_000_000 + i)))
            .toList();
    await().until(() -> numbers.stream().anyMatch(CompletableFuture::isDone));

    process.destroy();

    await().until(() -> status(6766, "/health/readiness") != 200);
    for (CompletableFuture<HttpResponse<String>> number : numbers) {
      assertThat(number.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(number.get().body()).hasSizeGreaterThan(1_800_000);
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(Files.readString(log())).doesNotContain("ERROR", "Exception");
  }

  private Path log() {
    return folder.resolve("service.log");
  }

  private int status(int port, String path) {
    return send(port, path).handle((response, e) -> e == null ? response.statusCode() : 0).join();
  }

  private CompletableFuture<HttpResponse<String>> send(int port, String path) {
    URI uri = URI.create("http://" + address + ":" + port + path);
    return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}

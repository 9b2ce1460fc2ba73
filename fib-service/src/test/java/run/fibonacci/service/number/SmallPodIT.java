package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.Loopback;

/// The service as it runs in its image, in a pod of 512 MiB.
final class SmallPodIT {
  private static final int POD_MIB = 512;

  /// SHA-256 of the digits of F(10,000,000), as GMP has them.
  private static final String DIGEST =
      "dee686d8c2407fb7fae2c58f8096d07baa790709d489454691af77d29cf3fb4d";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address = Loopback.address();
  private Process service;

  @BeforeEach
  void start() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    var builder =
        new ProcessBuilder(
            java, "@jvm.options", "-XX:MaxRAM=" + POD_MIB + "m", "-jar", "target/fib-service.jar");
    builder.environment().put("MICRONAUT_SERVER_HOST", address);
    builder.environment().put("FIBONACCI_STORE", "none");
    service = builder.inheritIO().start();
    await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(this::isReady);
  }

  private boolean isReady() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + ":6766/health/readiness")).build();
    return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  @AfterEach
  void stop() {
    service.destroyForcibly();
    client.close();
  }

  @Test
  void theLargestNumbersAreExactSeveralAtATimeAndFitThePod() throws Exception {
    List<CompletableFuture<String>> digests =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> digest("/fibonacci/10000000")))
            .toList();
    assertThat(digests).allSatisfy(digest -> assertThat(digest.join()).isEqualTo(DIGEST));
    assertThat(peakMiB()).isLessThan(POD_MIB);
  }

  private String digest(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + ":6765" + path))
            .header("Accept", "text/plain")
            .build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      // On a machine that does other things, too, no thread gets free in time for all six.
      while (response.statusCode() == 503) {
        response.body().close();
        response = client.send(request, BodyHandlers.ofInputStream());
      }
      byte[] digits = response.body().readAllBytes();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(digits));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// The most memory that the process ever had.
  private long peakMiB() throws Exception {
    return Files.readString(Path.of("/proc", String.valueOf(service.pid()), "status"))
            .lines()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }
}

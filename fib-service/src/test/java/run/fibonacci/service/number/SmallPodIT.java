package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.ServiceProcess;

/// The service as it runs in its image, in a pod of 512 MiB.
final class SmallPodIT {
  private static final int POD_MIB = 512;

  /// SHA-256 of the digits of F(10,000,000), as GMP has them.
  private static final String DIGEST =
      "dee686d8c2407fb7fae2c58f8096d07baa790709d489454691af77d29cf3fb4d";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServiceProcess service =
      ServiceProcess.start(Map.of("FIBONACCI_STORE", "none"), "-XX:MaxRAM=" + POD_MIB + "m");

  @AfterEach
  void stop() {
    service.close();
    client.close();
  }

  @Test
  void theLargestNumbersAreExactSeveralAtATimeAndFitThePod() {
    service.awaitReady();
    List<CompletableFuture<String>> digests =
        IntStream.range(0, 6)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> digest("/fibonacci/10000000")))
            .toList();
    assertThat(digests).allSatisfy(digest -> assertThat(digest.join()).isEqualTo(DIGEST));
    assertThat(peakMiB()).isLessThan(POD_MIB);
  }

  private String digest(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(service.uri(path)).header("Accept", "text/plain").build();
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
  private long peakMiB() {
    return service
            .proc("status")
            .lines()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }
}

package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a pod does not do before it answers, as it would answer later.
final class StartIT {
  @TempDir private Path folder;

  @Test
  void theJvmsRecorderIsNotStarted() throws Exception {
    String address = Loopback.address();
    Path classes = folder.resolve("classes");
    var builder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "@jvm.options",
                "-Xlog:class+load:file=" + classes,
                "-jar",
                "target/fib-service.jar")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("MICRONAUT_SERVER_HOST", address);
    builder.environment().put("FIBONACCI_STORE", "none");
    Process service = builder.start();
    try (var client = HttpClient.newHttpClient()) {
      var number = HttpRequest.newBuilder(URI.create("http://" + address + ":6765/fibonacci/90"));
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> client.send(number.build(), BodyHandlers.discarding()).statusCode() == 200);
      assertThat(Files.readString(classes))
          .contains(" run.fibonacci.service.Application ")
          .doesNotContain(" jdk.jfr.internal.MetadataRepository ");
    } finally {
      service.destroy();
      service.waitFor();
    }
  }
}

package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start of the service as the process that a pod runs.
final class StartIT {
  private final String address = Loopback.address();

  @TempDir private Path folder;

  /// As the framework would, with the first request.
  @Test
  void theJvmsRecorderIsNotSetUp() throws Exception {
    Path classes = folder.resolve("classes");
    Process service = start("-Xlog:class+load:file=" + classes);
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

  @Test
  void theEnvironmentHasTheFrameworksSettings() throws Exception {
    Process service = start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.readString(log()).contains("Server Running: http://" + address));
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@jvm.options");
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", "target/fib-service.jar"));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
    builder.environment().put("MICRONAUT_SERVER_HOST", address);
    builder.environment().put("FIBONACCI_STORE", "none");
    return builder.start();
  }

  private Path log() {
    return folder.resolve("log");
  }
}

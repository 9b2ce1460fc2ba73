package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start of the service as the process that a pod runs.
final class StartIT {
  private static final Map<String, String> WITHOUT_STORE = Map.of("FIBONACCI_STORE", "none");

  /// As the framework would, with the first request.
  @Test
  void theJvmsRecorderIsNotSetUp(@TempDir Path folder) throws Exception {
    Path classes = folder.resolve("classes");
    try (var service =
        ServiceProcess.start(WITHOUT_STORE, "-Xlog:class+load:file=" + classes).awaitReady()) {
      assertThat(service.get("/fibonacci/90").join().statusCode()).isEqualTo(200);
      assertThat(Files.readString(classes))
          .contains(" run.fibonacci.service.Application ")
          .doesNotContain(" jdk.jfr.internal.MetadataRepository ");
    }
  }

  @Test
  void theEnvironmentHasTheFrameworksSettings() {
    try (var service = ServiceProcess.start(WITHOUT_STORE)) {
      service.awaitLog("Server Running: " + service.uri(""));
    }
  }
}

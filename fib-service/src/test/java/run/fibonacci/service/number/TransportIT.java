package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.ServiceProcess;

/// The service waits for sockets in Linux's own ways where it can, and in the JDK's where not.
final class TransportIT {
  private static final String NATIVE = "libnetty_transport_native_";

  @Test
  void nativeLibrariesAreUsedWhereTheyLoad() {
    assertThat(memoryMap(ServiceProcess.JAR)).contains(NATIVE);
  }

  @Test
  void theServiceStartsWhereTheyDoNotLoad() {
    assertThat(memoryMap(ServiceProcess.JAR, "-Dio.netty.transport.noNative=true"))
        .doesNotContain(NATIVE);
  }

  @Test
  void theServiceStartsWhereThereAreNoneForTheMachine(@TempDir Path folder) throws Exception {
    Path jar = Files.copy(ServiceProcess.JAR, folder.resolve("service.jar"));
    try (var files = FileSystems.newFileSystem(jar);
        var libraries = Files.list(files.getPath("META-INF/native"))) {
      for (Path library : libraries.toList()) {
        Files.delete(library);
      }
    }
    assertThat(memoryMap(jar)).doesNotContain(NATIVE);
  }

  /// The files that a service which answers has in its memory.
  private static String memoryMap(Path jar, String... options) {
    try (var service =
        ServiceProcess.start(jar, Map.of("FIBONACCI_STORE", "none"), options).awaitReady()) {
      assertThat(service.get("/fibonacci/100", "Accept", "text/plain").join().body())
          .isEqualTo("354224848179261915075");
      assertThat(service.log()).doesNotContain("ERROR", "Exception");
      return service.proc("maps");
    }
  }
}

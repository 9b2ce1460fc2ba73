package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.Loopback;

/// The service waits for sockets in Linux's own ways where it can, and in the JDK's where not.
final class TransportIT {
  private static final Path JAR = Path.of("target", "fib-service.jar");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address = Loopback.address();
  private final List<Process> processes = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    client.close();
  }

  @Test
  void nativeLibrariesAreUsedWhereTheyLoad() throws Exception {
    assertThat(memoryMap(start(JAR))).contains("libnetty_transport_native_");
  }

  @Test
  void theServiceStartsWhereTheyDoNotLoad() throws Exception {
    assertThat(memoryMap(start(JAR, "-Dio.netty.transport.noNative=true")))
        .doesNotContain("libnetty_transport_native_");
  }

  @Test
  void theServiceStartsWhereThereAreNoneForTheMachine() throws Exception {
    Path jar = Files.copy(JAR, folder.resolve("service.jar"));
    try (var files = FileSystems.newFileSystem(jar);
        var libraries = Files.list(files.getPath("META-INF/native"))) {
      for (Path library : libraries.toList()) {
        Files.delete(library);
      }
    }
    assertThat(memoryMap(start(jar))).doesNotContain("libnetty_transport_native_");
  }

  /// The files that a process has in its memory.
  private static String memoryMap(Process process) throws IOException {
    return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "maps"));
  }

  private Process start(Path jar, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().put("MICRONAUT_SERVER_HOST", address);
    builder.environment().put("FIBONACCI_STORE", "none");
    Path log = folder.resolve("service.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    processes.add(process);
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> answer().length() == 21);
    assertThat(Files.readString(log)).doesNotContain("ERROR", "Exception");
    return process;
  }

  private String answer() throws Exception {
    URI uri = URI.create("http://" + address + ":6765/fibonacci/100");
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/plain").build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return response.body();
  }
}

package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.Loopback;

/// The service waits for sockets in Linux's own ways where it can, and in the JDK's where not.
final class TransportIT {
  private static final Path TARGET = Path.of("target");

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
    assertThat(memoryMap(start(classPath(".*")))).contains("libnetty_transport_native_");
  }

  @Test
  void theServiceStartsWhereTheyDoNotLoad() throws Exception {
    assertThat(memoryMap(start(classPath(".*"), "-Dio.netty.transport.noNative=true")))
        .doesNotContain("libnetty_transport_native_");
  }

  @Test
  void theServiceStartsWithoutThem() throws Exception {
    Process process = start(classPath("(?!netty-transport-(native|classes)-(epoll|io_uring)).*"));
    assertThat(process.isAlive()).isTrue();
  }

  /// The files that a process has in its memory.
  private static String memoryMap(Process process) throws IOException {
    return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "maps"));
  }

  private static String classPath(String names) throws IOException {
    try (var jars = Files.list(TARGET.resolve("lib"))) {
      return TARGET.resolve("fib-service.jar")
          + jars.filter(jar -> jar.getFileName().toString().matches(names))
              .map(jar -> File.pathSeparator + jar)
              .collect(Collectors.joining());
    }
  }

  private Process start(String classPath, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, "run.fibonacci.service.Application"));
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

package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The service as the process that a pod runs: its jar, with the options of its image.
public final class ServiceProcess implements AutoCloseable {
  public static final Path JAR = Path.of("target", "fib-service.jar");

  private static final Path LOGS = Path.of("target", "service-logs");
  private static final Duration A_WHILE = Duration.ofSeconds(90);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address = Loopback.address();
  private final Path log = LOGS.resolve(address + ".log");
  private final Process process;

  private ServiceProcess(Path jar, Map<String, String> environment, List<String> options) {
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("@jvm.options");
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.environment().put("MICRONAUT_SERVER_HOST", address);
    try {
      Files.createDirectories(LOGS);
      process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts it.
  ///
  /// @param options of the JVM, after those of the image
  public static ServiceProcess start(Map<String, String> environment, String... options) {
    return start(JAR, environment, options);
  }

  /// Starts another jar than the one that is built.
  public static ServiceProcess start(Path jar, Map<String, String> environment, String... options) {
    return new ServiceProcess(jar, environment, List.of(options));
  }

  /// Waits until it says that it is ready, as whoever sends it requests does.
  public ServiceProcess awaitReady() {
    await().atMost(A_WHILE).until(() -> !process.isAlive() || isReady());
    assertThat(process.isAlive()).as(log()).isTrue();
    return this;
  }

  public boolean isReady() {
    return send(6766, "/health/readiness")
        .handle((response, e) -> e == null && response.statusCode() == 200)
        .join();
  }

  /// Waits until it has written this.
  public void awaitLog(String words) {
    await().atMost(A_WHILE).until(() -> log().contains(words));
  }

  /// All that it has written.
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public CompletableFuture<HttpResponse<String>> get(String path, String... headers) {
    return send(6765, path, headers);
  }

  private CompletableFuture<HttpResponse<String>> send(int port, String path, String... headers) {
    var request = HttpRequest.newBuilder(uri(port, path)).timeout(A_WHILE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /// Where this path is, for clients of other kinds.
  public URI uri(String path) {
    return uri(6765, path);
  }

  private URI uri(int port, String path) {
    return URI.create("http://" + address + ":" + port + path);
  }

  /// What the kernel tells of it: a file of its folder in /proc.
  public String proc(String file) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Asks it to end, as a pod's container is asked.
  public void terminate() {
    process.destroy();
  }

  /// Waits until it has ended, and gives its exit status.
  public int awaitEnd() throws InterruptedException {
    assertThat(process.waitFor(A_WHILE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
  }
}

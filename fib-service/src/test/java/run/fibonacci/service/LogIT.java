package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.tracing.Collector;

/// The log of the service as the process that a pod runs.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class LogIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir private Path folder;

  @Test
  void asJsonEachLineIsAnObjectAndThoseOfARequestHaveItsTrace() throws Exception {
    try (var collector = Collector.start();
        var client = HttpClient.newHttpClient()) {
      String address = Loopback.address();
      Process service =
          start(
              Map.of(
                  "MICRONAUT_SERVER_HOST", address,
                  "FIBONACCI_STORE", "none",
                  "FIBONACCI_LIMITS_REQUEST_TIMEOUT", "1ms",
                  "FIBONACCI_LOG_FORMAT", "json",
                  "FIBONACCI_LOG_LEVEL", "DEBUG",
                  "FIBONACCI_TRACING_ENDPOINT", collector.endpoint()));
      try {
        await().atMost(Duration.ofSeconds(90)).until(() -> log().contains("Startup completed"));
        // One is refused where the request was read, one by the clock, on a thread of its own.
        for (String index : List.of("ten", "9999999")) {
          URI uri = URI.create("http://" + address + ":6765/fibonacci/" + index);
          client.send(
              HttpRequest.newBuilder(uri)
                  .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                  .build(),
              BodyHandlers.discarding());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> log().contains("9999999: "));
      } finally {
        service.destroy();
        service.waitFor();
      }
      assertThat(lines("GET /fibonacci/ten: ", "GET /fibonacci/9999999: "))
          .hasSize(2)
          .allSatisfy(line -> {
            assertThat(line).containsEntry("level", "DEBUG").containsKey("timestamp");
            assertThat(line.get("loggerName")).asString().endsWith("ProblemHandler");
            assertThat(line.get("mdc")).asString().contains("trace_id=" + TRACE);
          });
    }
  }

  @Test
  void plainLinesAreForPeopleAndWithoutACollectorNothingOfTracesIsLoaded() throws Exception {
    Process service = start(Map.of("MICRONAUT_SERVER_HOST", Loopback.address()));
    try {
      await().atMost(Duration.ofSeconds(90)).until(() -> log().contains("Startup completed"));
      assertThat(log()).containsPattern("(?m)^20\\S+Z INFO .* - Startup completed");
      assertThat(Files.readString(folder.resolve("classes")))
          .contains(" run.fibonacci.service.Application ")
          .doesNotContain(" io.opentelemetry.", " org.slf4j.bridge.");
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  @Test
  void everySettingThatIsEmptyCountsAsNotSet() throws Exception {
    Map<String, String> environment =
        SettingsTableTest.all().collect(Collectors.toMap(Setting::name, setting -> ""));
    // Of no use without an endpoint, and no mistake.
    environment.put("FIBONACCI_TRACING_PERCENT", "50");
    environment.put("MICRONAUT_SERVER_HOST", Loopback.address());
    Process service = start(environment);
    try {
      await().atMost(Duration.ofSeconds(90)).until(() -> log().contains("Startup completed"));
      assertThat(log()).containsPattern("(?m)^20\\S+Z INFO .* - Startup completed");
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  @Test
  void aFileOfOnesOwnSaysWhatIsLogged() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("own.xml"),
            """
            <configuration>
              <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>own: %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="own"/></root>
            </configuration>
            """);
    Process service =
        start(
            Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dlogback.configurationFile=" + file,
                "MICRONAUT_SERVER_HOST",
                Loopback.address(),
                "FIBONACCI_STORE",
                "none"));
    try {
      await().atMost(Duration.ofSeconds(90)).until(() -> log().contains("Startup completed"));
      assertThat(log()).contains("own: Startup completed").doesNotContain("INFO");
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  @Test
  void aFormatThatIsNoneEndsTheStart() throws Exception {
    Process service = start(Map.of("FIBONACCI_LOG_FORMAT", "xml"));
    assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(service.exitValue()).isEqualTo(1);
    assertThat(log()).contains("FIBONACCI_LOG_FORMAT is \"xml\": write plain or json");
  }

  private Process start(Map<String, String> environment) throws IOException {
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xlog:class+load:file=" + folder.resolve("classes"),
            "-jar",
            Path.of("target", "fib-service.jar").toString());
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines that have one of these words, once all lines were read as JSON.
  private List<Map<String, Object>> lines(String... words) throws IOException {
    return Files.readAllLines(folder.resolve("out")).stream()
        .map(LogIT::parse)
        .filter(line -> List.of(words).stream().anyMatch(line.toString()::contains))
        .toList();
  }

  private static Map<String, Object> parse(String line) {
    try {
      return JSONObjectUtils.parse(line);
    } catch (ParseException e) {
      throw new AssertionError("not an object: " + line, e);
    }
  }
}

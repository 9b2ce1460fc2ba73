package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
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

  private static final String PLAIN = "(?m)^20\\S+Z INFO .* - Startup completed";

  @TempDir private Path folder;

  @Test
  void asJsonEachLineIsAnObjectAndThoseOfARequestHaveItsTrace() throws Exception {
    try (var collector = Collector.start();
        var service =
            ServiceProcess.start(
                Map.of(
                    "FIBONACCI_STORE", "none",
                    "FIBONACCI_LIMITS_REQUEST_TIMEOUT", "1ms",
                    "FIBONACCI_LOG_FORMAT", "json",
                    "FIBONACCI_LOG_LEVEL", "DEBUG",
                    "FIBONACCI_TRACING_ENDPOINT", collector.endpoint()))) {
      service.awaitReady();
      // One is refused where the request was read, one by the clock, on a thread of its own.
      for (String index : List.of("ten", "9999999")) {
        service
            .get("/fibonacci/" + index, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
            .join();
      }
      service.awaitLog("9999999: ");
      service.terminate();
      service.awaitEnd();
      assertThat(lines(service, "GET /fibonacci/ten: ", "GET /fibonacci/9999999: "))
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
    Path classes = folder.resolve("classes");
    try (var service = ServiceProcess.start(Map.of(), "-Xlog:class+load:file=" + classes)) {
      service.awaitLog("Startup completed");
      assertThat(service.log()).containsPattern(PLAIN);
      assertThat(Files.readString(classes))
          .contains(" run.fibonacci.service.Application ")
          .doesNotContain(" io.opentelemetry.", " org.slf4j.bridge.");
    }
  }

  @Test
  void everySettingThatIsEmptyCountsAsNotSet() {
    Map<String, String> environment =
        SettingsTableTest.all().collect(Collectors.toMap(Setting::name, setting -> ""));
    // Of no use without an endpoint, and no mistake.
    environment.put("FIBONACCI_TRACING_PERCENT", "50");
    try (var service = ServiceProcess.start(environment)) {
      service.awaitLog("Startup completed");
      assertThat(service.log()).containsPattern(PLAIN);
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
    String option = "-Dlogback.configurationFile=" + file;
    try (var service =
        ServiceProcess.start(Map.of("JAVA_TOOL_OPTIONS", option, "FIBONACCI_STORE", "none"))) {
      service.awaitLog("Startup completed");
      assertThat(service.log()).contains("own: Startup completed").doesNotContain("INFO");
    }
  }

  @Test
  void aFormatThatIsNoneEndsTheStart() throws Exception {
    try (var service = ServiceProcess.start(Map.of("FIBONACCI_LOG_FORMAT", "xml"))) {
      assertThat(service.awaitEnd()).isEqualTo(1);
      assertThat(service.log()).contains("FIBONACCI_LOG_FORMAT is \"xml\": write plain or json");
    }
  }

  /// The lines that have one of these words, once all lines were read as JSON.
  private static List<Map<String, Object>> lines(ServiceProcess service, String... words) {
    return service
        .log()
        .lines()
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

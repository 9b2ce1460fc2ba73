package run.fibonacci.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;

final class MetricsHttpTest {
  private static final Pattern DOCUMENTED = Pattern.compile("`([a-z]+_[a-z0-9_]*[*]?)`");
  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) \\S+$");

  private static RunningService start(String... more) {
    var environment = new HashMap<>(Map.of("FIBONACCI_DATABASE_NAME", "metrics"));
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return RunningService.start(environment);
  }

  @Test
  void requestsAreTimedByRouteMethodAndStatus() {
    try (var service = start()) {
      List.of("7", "8", "-9", "100000", "ten").forEach(n -> service.get("/fibonacci/" + n));
      service.post("/fibonacci/7");
      service.get("/nothing/1");
      service.get("/nothing/2");
      String metrics = service.management("/prometheus").body();
      assertThat(value(metrics, requests("GET", 200, "/fibonacci/{n}"))).isEqualTo(4);
      assertThat(value(metrics, requests("GET", 400, "/fibonacci/{n}"))).isEqualTo(1);
      assertThat(value(metrics, requests("POST", 405, "UNKNOWN"))).isEqualTo(1);
      assertThat(value(metrics, requests("GET", 404, "UNKNOWN"))).isEqualTo(2);
      assertThat(metrics)
          .contains(
              "http_server_requests_seconds_bucket{method=\"GET\",status=\"200\","
                  + "uri=\"/fibonacci/{n}\",le=\"0.25\"}")
          .doesNotContain("/fibonacci/7", "/nothing");
    }
  }

  private static String requests(String method, int status, String uri) {
    return "http_server_requests_seconds_count{method=\"%s\",status=\"%d\",uri=\"%s\"}"
        .formatted(method, status, uri);
  }

  @Test
  void computationsAreCountedByTheirSize() {
    try (var service = start()) {
      service.get("/fibonacci/90");
      service.get("/fibonacci?from=5&count=3");
      service.get("/fibonacci/100000");
      service.get("/fibonacci/1000000", "Accept", "application/octet-stream");
      service.get("/fibonacci/5000000");
      String metrics = service.management("/prometheus").body();
      assertThat(value(metrics, computations("small"))).isEqualTo(2);
      assertThat(value(metrics, computations("medium"))).isEqualTo(1);
      assertThat(value(metrics, computations("large"))).isZero();
      assertThat(value(metrics, computations("huge"))).isEqualTo(2);
      assertThat(value(metrics, "fibonacci_computations_seconds_sum{size=\"huge\"}")).isPositive();
    }
  }

  private static String computations(String size) {
    return "fibonacci_computations_seconds_count{size=\"" + size + "\"}";
  }

  @Test
  void nothingRefusedOrFailedIsAFigureToo() {
    try (var service = start()) {
      String metrics = service.management("/prometheus").body();
      assertThat(Stream.of("limit", "concurrency", "time", "rate"))
          .allSatisfy(reason -> assertThat(metrics).contains(rejected(reason) + " 0"));
      assertThat(Stream.of("take", "read", "restart"))
          .allSatisfy(operation ->
              assertThat(metrics)
                  .contains(
                      sequence(operation, "done") + " 0", sequence(operation, "failed") + " 0"));
      assertThat(Stream.of("small", "medium", "large", "huge"))
          .allSatisfy(size -> assertThat(metrics).contains(computations(size) + " 0"));
    }
  }

  @Test
  void refusedWorkIsCountedByTheReason() {
    try (var service =
        start(
            "FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS", "1",
            "FIBONACCI_LIMITS_REQUEST_TIMEOUT", "40ms")) {
      service.get("/fibonacci/10000001");
      service.post("/fibonacci/index-of", new byte[2_000_000]);
      Map<String, Long> problems =
          IntStream.range(0, 30)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> service.get("/fibonacci/" + (9_999_000 + i)).body()))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .collect(Collectors.groupingBy(MetricsHttpTest::problem, Collectors.counting()));
      String metrics = service.management("/prometheus").body();
      assertThat(value(metrics, rejected("limit"))).isEqualTo(2);
      assertThat(problems).containsKey("too-busy");
      assertThat(value(metrics, rejected("concurrency")))
          .isEqualTo((double) problems.getOrDefault("too-busy", 0L));
      assertThat(value(metrics, rejected("time")))
          .isEqualTo((double) problems.getOrDefault("took-too-long", 0L));
    }
  }

  private static String problem(String body) {
    var type = Pattern.compile("/problems/([a-z-]+)\"").matcher(body);
    return type.find() ? type.group(1) : "none";
  }

  private static String rejected(String reason) {
    return "fibonacci_requests_rejected_total{reason=\"" + reason + "\"}";
  }

  @Test
  void theStoreOfSequencesIsTimedAndItsPoolShown() {
    try (var service = start()) {
      service.post("/sequence/next", "Session-Key", "metrics");
      service.post("/sequence/next", "Session-Key", "metrics");
      service.get("/sequence", "Session-Key", "metrics");
      service.delete("/sequence", "Session-Key", "metrics");
      String metrics = service.management("/prometheus").body();
      assertThat(value(metrics, sequence("take", "done"))).isEqualTo(2);
      assertThat(value(metrics, sequence("read", "done"))).isEqualTo(1);
      assertThat(value(metrics, sequence("restart", "done"))).isEqualTo(1);
      assertThat(value(metrics, sequence("take", "failed"))).isZero();
      assertThat(metrics).containsPattern("(?m)^hikaricp_connections_max\\{[^}]*} 4");
    }
  }

  private static String sequence(String operation, String outcome) {
    return "fibonacci_sequence_seconds_count{operation=\"%s\",outcome=\"%s\"}"
        .formatted(operation, outcome);
  }

  @Test
  void everyNameIsInTheDocumentAndEveryNameThereIsInTheMetrics() throws IOException {
    try (var service = start()) {
      service.get("/fibonacci/seven");
      service.post("/sequence/next");
      String metrics = service.management("/prometheus").body();
      Set<String> exported =
          FAMILY
              .matcher(metrics)
              .results()
              .map(match -> match.group(1).replaceFirst("_seconds_max$", "_seconds"))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> documented =
          Files.readString(Path.of("..", "docs", "metrics.md"))
              .lines()
              .filter(line -> line.startsWith("| `"))
              .map(line -> line.split("[|]")[1])
              .flatMap(names -> DOCUMENTED.matcher(names).results())
              .map(match -> match.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(exported.stream().filter(name -> documented.stream().noneMatch(of(name))))
          .as("exported, and not in the document")
          .isEmpty();
      assertThat(
              documented.stream()
                  .filter(entry -> exported.stream().noneMatch(name -> of(name).test(entry))))
          .as("in the document, and not exported")
          .isEmpty();
    }
  }

  private static Predicate<String> of(String name) {
    return entry ->
        entry.endsWith("*")
            ? name.startsWith(entry.substring(0, entry.length() - 1))
            : name.equals(entry);
  }

  private static double value(String metrics, String series) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .sum();
  }
}

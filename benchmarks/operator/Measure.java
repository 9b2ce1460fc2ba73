import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.chart.Chart;
import run.fibonacci.local.controlplane.ControlPlane;

/// Lets an operator bring up many FibonacciServices on a bare API server, and reports what that
/// took. There are no controllers and no pods: [Pods] says of each Deployment that it is ready.
final class Measure {

  private static final Duration REST = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final int CREATORS = 8;

  private final Map<String, String> figures = new LinkedHashMap<>();
  private final ControlPlane plane;
  private final Audit audit;
  private final int services;

  private Measure(ControlPlane plane, int services) {
    this.plane = plane;
    this.audit = new Audit(plane.auditLog());
    this.services = services;
  }

  public static void main(String[] arguments) throws Exception {
    var sizes = Stream.of(arguments).filter(a -> !a.isEmpty()).map(Integer::valueOf).toList();
    var tables = new LinkedHashMap<Integer, Map<String, String>>();
    for (var n : sizes.isEmpty() ? List.of(50, 500, 2000) : sizes) {
      var binaries = BinaryCache.forTests().orElseThrow();
      try (var plane = ControlPlane.startAudited(binaries)) {
        tables.put(n, new Measure(plane, n).run());
      }
    }
    print(tables);
  }

  private Map<String, String> run() throws Exception {
    var chart = new Chart(Path.of("helm/fibonacci-operator"), "fibonacci-operator", "system");
    chart.install(plane, Map.of());
    var client = plane.client();
    try (var _ = new Pods(client)) {
      awaitType(client);
      client.resource(service(0)).create();
      try (var operator = OperatorUnderTest.start(plane, chart, "first")) {
        operator.awaitReady(1);
        figure("process start to first child, s", audit.firstWrite(operator.started()));
        converge(operator, client);
        rest(operator);
      }
      restart(chart);
    }
    return figures;
  }

  private void converge(OperatorUnderTest operator, KubernetesClient client) throws Exception {
    var before = operator.memory();
    var cpu = operator.cpuSeconds();
    var begin = Instant.now();
    try (var creators = Executors.newFixedThreadPool(CREATORS)) {
      IntStream.range(1, services)
          .forEach(i -> creators.submit(() -> client.resource(service(i)).create()));
    }
    figure("seconds to create the services", seconds(begin, Instant.now()));
    operator.awaitReady(services);
    var end = Instant.now();
    figure("**seconds to every child**", seconds(begin, audit.lastChild(begin)));
    figure("seconds to the last status Ready", seconds(begin, end));
    var calls = audit.calls(begin, end);
    figure("**API calls per service**", (double) calls.size() / (services - 1));
    Audit.byVerb(calls).forEach((verb, n) -> figure("- " + verb, (double) n / (services - 1)));
    figure("CPU seconds", operator.cpuSeconds() - cpu);
    figure("reconcile p50, ms", operator.quantile(0.5));
    figure("reconcile p99, ms", operator.quantile(0.99));
    figure("RSS before, MiB", before.rssMebibytes());
    figure("RSS at the end, MiB", operator.memory().rssMebibytes());
    var heap = operator.memory().heapKibibytes() - before.heapKibibytes();
    figure("heap per service, KiB", heap / (services - 1));
  }

  /// Rest begins when everything has been told: events are written after all else.
  private void rest(OperatorUnderTest operator) throws Exception {
    var told = Instant.now();
    Instant now;
    do {
      now = Instant.now();
      Thread.sleep(SILENCE);
    } while (!audit.calls(now, Instant.now()).isEmpty());
    figure("seconds to the last event, after that", seconds(told, now));
    var cpu = operator.cpuSeconds();
    var begin = Instant.now();
    Thread.sleep(REST);
    figure("**API calls per minute at rest**", audit.calls(begin, Instant.now()).size());
    figure("CPU seconds per minute at rest", operator.cpuSeconds() - cpu);
    figure("RSS at rest, MiB", operator.memory().rssMebibytes());
  }

  private void restart(Chart chart) throws Exception {
    try (var operator = OperatorUnderTest.start(plane, chart, "second")) {
      operator.awaitReconciles(services);
      var end = Instant.now();
      figure("restart to all reconciled, s", seconds(operator.started(), end));
      figure("writes after the restart", audit.writes(operator.started(), end));
      figure("RSS after the restart, MiB", operator.memory().rssMebibytes());
    }
  }

  private void figure(String name, double value) {
    var text = value == Math.rint(value) ? "%.0f" : value < 10 ? "%.2f" : "%.1f";
    figures.put(name, text.formatted(value));
    System.err.printf("%d services: %s: %s%n", services, name, figures.get(name));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static FibonacciService service(int i) {
    var service = new FibonacciService();
    service.setMetadata(
        new ObjectMetaBuilder().withName("service-" + i).withNamespace("default").build());
    return service;
  }

  private static void awaitType(KubernetesClient client) throws InterruptedException {
    while (client.getApiResources("fibonacci.run/v1") == null) {
      Thread.sleep(100);
    }
  }

  private static void print(Map<Integer, Map<String, String>> tables) {
    System.out.println("| FibonacciServices | " + join(tables.keySet().stream()) + " |");
    System.out.println("|---|" + "---:|".repeat(tables.size()));
    tables.values().stream()
        .flatMap(table -> table.keySet().stream())
        .distinct()
        .forEach(name ->
            System.out.println(
                "| %s | %s |"
                    .formatted(
                        name, join(tables.values().stream().map(t -> t.getOrDefault(name, "0"))))));
  }

  private static String join(Stream<?> cells) {
    return String.join(" | ", cells.map(String::valueOf).toList());
  }
}

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestSpecBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import run.fibonacci.local.chart.Chart;
import run.fibonacci.local.controlplane.ControlPlane;
import run.fibonacci.local.controlplane.Kubeconfig;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.process.Program;

/// The operator as a process of its own, with the image's JVM options, the memory that the chart
/// allows it, and the chart's rights.
///
/// @param started when it was started
/// @param port where it answers
record OperatorUnderTest(Program program, Instant started, int port) implements AutoCloseable {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"), "bin");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Pattern BUCKET =
      Pattern.compile(
          "fibonacci_operator_reconcile_seconds_bucket\\{outcome=\"success\",le=\"(?<bound>[0-9.]+)\"}"
              + " (?<count>.+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// What a process has taken of the machine's memory, and of its heap after a collection.
  record Memory(double rssMebibytes, double heapKibibytes) {}

  static OperatorUnderTest start(ControlPlane plane, Chart chart, String name) {
    var port = LoopbackBlock.freePort("127.0.0.1", 0);
    var kubeconfig = plane.site().home().resolve(name + ".kubeconfig");
    new Kubeconfig(plane.address(), plane.certificates().authority())
        .write(kubeconfig, token(plane, chart), chart.namespace());
    var command = new ArrayList<>(List.of(JAVA_HOME.resolve("java").toString(), "-XX:MaxRAM=384m"));
    Stream.of(System.getProperty("flags").strip().split("\\s+")).forEach(command::add);
    command.addAll(
        List.of("-jar", Path.of("operator/target/operator.jar").toAbsolutePath().toString()));
    var environment =
        Map.of(
            "KUBECONFIG",
            kubeconfig.toString(),
            "FIB_BIND_ADDRESS",
            "127.0.0.1",
            "FIB_PORT",
            String.valueOf(port),
            "FIB_LEADER_ELECTION",
            "true",
            "FIB_LOG_FORMAT",
            "json",
            "POD_NAMESPACE",
            chart.namespace(),
            "POD_NAME",
            name);
    var started = Instant.now();
    return new OperatorUnderTest(plane.site().start(name, command, environment), started, port);
  }

  private static String token(ControlPlane plane, Chart chart) {
    var request = new TokenRequest();
    request.setSpec(new TokenRequestSpecBuilder().withExpirationSeconds(7200L).build());
    return plane
        .client()
        .serviceAccounts()
        .inNamespace(chart.namespace())
        .withName(chart.release())
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  /// Waits until so many services are ready.
  void awaitReady(int services) throws InterruptedException {
    program.awaitReady(PATIENCE, () -> reaches("fibonacci_services{ready=\"True\"}", services));
  }

  /// Waits until so many reconciles have ended.
  void awaitReconciles(int number) throws InterruptedException {
    program.awaitReady(
        PATIENCE, () -> reaches("fibonacci_operator_reconcile_seconds_count{", number));
  }

  /// Looks now and then only: each look costs the operator time.
  private boolean reaches(String metric, double value) throws InterruptedException {
    Thread.sleep(POLL);
    return metric(metric) >= value;
  }

  /// An upper bound of the reconciles' quantile, in ms, from the histogram's buckets.
  double quantile(double q) throws InterruptedException {
    var total = metric("fibonacci_operator_reconcile_seconds_count{outcome=\"success\"");
    return metrics()
        .map(BUCKET::matcher)
        .filter(Matcher::matches)
        .filter(bucket -> Double.parseDouble(bucket.group("count")) >= q * total)
        .mapToDouble(bucket -> 1000 * Double.parseDouble(bucket.group("bound")))
        .min()
        .orElseThrow(() -> new IllegalStateException("a reconcile took more than 10 s"));
  }

  private double metric(String prefix) throws InterruptedException {
    return metrics()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Stream<String> metrics() throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"));
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString()).body().lines();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  Memory memory() throws IOException, InterruptedException {
    var resident = Files.readString(proc("statm")).split(" ")[1];
    jcmd("GC.run");
    var heap =
        metrics()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    return new Memory(Long.parseLong(resident) * 4 / 1024.0, heap / 1024);
  }

  private void jcmd(String command) throws IOException, InterruptedException {
    new ProcessBuilder(JAVA_HOME.resolve("jcmd").toString(), "" + program.pid(), command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /// Of all its threads since the start, in and out of the kernel.
  double cpuSeconds() {
    return ProcessHandle.of(program.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(duration -> duration.toMillis() / 1000.0)
        .orElseThrow();
  }

  private Path proc(String file) {
    return Path.of("/proc", String.valueOf(program.pid()), file);
  }

  @Override
  public void close() {
    program.stop(Duration.ofSeconds(20));
  }
}

package run.fibonacci.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// An operator under the chart's rights, which writes down what it asks of the API server.
final class TestOperator implements AutoCloseable {

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final FibonacciOperator operator;

  private TestOperator(String version, Config rights, Map<String, String> settings) {
    var environment = new HashMap<>(Map.of("FIB_BIND_ADDRESS", "127.0.0.1", "FIB_PORT", "0"));
    environment.putAll(settings);
    operator =
        FibonacciOperator.start(
            OperatorSettings.of(environment, version),
            rights,
            http -> http.addOrReplaceInterceptor("calls", new Recorder()),
            Clock.systemUTC());
  }

  /// One that takes part in the election, under this name.
  static TestOperator candidate(String namespace, String name) {
    return in(
        namespace,
        "FIB_LEADER_ELECTION",
        "true",
        "POD_NAMESPACE",
        "fibonacci-system",
        "POD_NAME",
        name);
  }

  /// Starts one for the namespaces, divided by commas; `settings` are further variables of its
  /// environment.
  static TestOperator in(String namespace, String... settings) {
    return with(Cluster.operatorConfig(), namespace, settings);
  }

  /// The same with other rights than usual.
  static TestOperator with(Config rights, String namespace, String... settings) {
    var environment = new HashMap<>(Map.of("FIB_NAMESPACES", namespace));
    for (var i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return of("1.2.3", rights, environment);
  }

  /// One of another version; `settings` is its whole environment.
  static TestOperator of(String version, Config rights, Map<String, String> settings) {
    return new TestOperator(version, rights, settings);
  }

  /// Every request so far that changes something but an event, oldest first: `PATCH /api/v1/…`.
  List<String> writes() {
    return calls.stream()
        .filter(call -> !call.startsWith("GET ") && !call.contains("/events"))
        .toList();
  }

  /// Every event written so far.
  List<String> eventWrites() {
    return calls.stream().filter(call -> call.contains("/events")).toList();
  }

  /// Every request so far but watches and the lease.
  List<String> work() {
    return calls.stream()
        .filter(call -> !call.endsWith("(watch)") && !call.contains("/leases"))
        .toList();
  }

  /// Every request so far.
  List<String> calls() {
    return List.copyOf(calls);
  }

  /// How often a reconcile has ended, as Prometheus is told.
  long reconciles() throws IOException, InterruptedException {
    return metrics()
        .lines()
        .filter(line -> line.startsWith("fibonacci_operator_reconcile_seconds_count"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  String metrics() throws IOException, InterruptedException {
    return Http.get(operator.healthAddress().getPort(), "/metrics").body();
  }

  /// What the liveness probe is told.
  boolean isAlive() throws IOException, InterruptedException {
    return Http.get(operator.healthAddress().getPort(), "/healthz").statusCode() == 200;
  }

  @Override
  public void close() {
    operator.close();
  }

  private final class Recorder implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      var query = Objects.requireNonNullElse(request.uri().getQuery(), "");
      var watch = query.contains("watch=true") ? " (watch)" : "";
      calls.add(request.method() + " " + request.uri().getPath() + watch);
    }
  }
}

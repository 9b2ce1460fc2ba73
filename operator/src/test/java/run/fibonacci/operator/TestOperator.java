package run.fibonacci.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
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

  private TestOperator(Config rights, Map<String, String> settings) {
    var environment = new HashMap<>(Map.of("FIB_BIND_ADDRESS", "127.0.0.1", "FIB_PORT", "0"));
    environment.putAll(settings);
    var client =
        new KubernetesClientBuilder()
            .withConfig(rights)
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("calls", new Recorder()))
            .build();
    operator =
        FibonacciOperator.start(
            OperatorSettings.of(environment, "1.2.3"), client, Clock.systemUTC());
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
    return new TestOperator(rights, environment);
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

  /// How often a reconcile has begun, as Prometheus is told.
  long reconciles() throws IOException, InterruptedException {
    return metrics()
        .lines()
        .filter(line -> line.startsWith("operator_sdk_reconciliations_started_total"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  String metrics() throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + operator.healthAddress().getPort() + "/metrics");
    try (var http = HttpClient.newHttpClient()) {
      var request = java.net.http.HttpRequest.newBuilder(uri).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
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

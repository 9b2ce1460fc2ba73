package run.fibonacci.e2e;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import run.fibonacci.api.v1.FibonacciService;

/// A FibonacciService and what its users do with it. It has a host of its own, so that several can
/// be called through one ingress.
///
/// @param name of the resource
/// @param path that everything is below
public record Fleet(Place place, String name, String host, String path) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Fleet(Place place, String name, String path) {
    this(place, name, name + ".example.com", path);
  }

  /// Creates a service and waits until it is ready.
  ///
  /// @param spec further fields, as YAML between braces
  public static Fleet of(Place place, String name, String spec) {
    return below("/", place, name, spec);
  }

  /// Creates a service that is reached below a path, and waits until it is ready.
  static Fleet below(String path, Place place, String name, String spec) {
    var fleet = new Fleet(place, name, path);
    fleet.apply(spec);
    eventually(fleet::says, "True PodsReady"::equals);
    return fleet;
  }

  /// Makes the spec this one, as `kubectl apply` would.
  public void apply(String spec) {
    var yaml =
        """
        apiVersion: fibonacci.run/v1
        kind: FibonacciService
        metadata: {name: %s, namespace: %s}
        spec:
          {ingress: {host: %s, path: %s},
           database: {host: postgresql, port: %d, credentialsSecret: {name: postgresql}},
           %s}
        """
            .formatted(name, place.namespace(), host, path, place.databasePort(), spec);
    place
        .client()
        .resource(Serialization.unmarshal(yaml, FibonacciService.class))
        .fieldManager("user")
        .forceConflicts()
        .serverSideApply();
  }

  public Resource<FibonacciService> resource() {
    return place
        .client()
        .resources(FibonacciService.class)
        .inNamespace(place.namespace())
        .withName(name);
  }

  /// The condition Ready as a word: `True PodsReady`.
  public String says() {
    return ready().map(c -> c.getStatus() + " " + c.getReason()).orElse("nothing");
  }

  public Optional<Condition> ready() {
    return Optional.ofNullable(resource().get()).map(FibonacciService::getStatus).stream()
        .filter(Objects::nonNull)
        .flatMap(status -> status.conditions().stream())
        .filter(c -> c.getType().equals("Ready"))
        .findFirst();
  }

  /// The service's pods that are not about to go, whether ready or not.
  public List<Pod> pods() {
    return place
        .client()
        .pods()
        .inNamespace(place.namespace())
        .withLabel("app.kubernetes.io/instance", name)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  public List<String> readyPods() {
    return pods().stream()
        .filter(pod ->
            pod.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")))
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  /// Asks for the next number of a session. A call with the same idempotency key is the same call.
  public HttpResponse<String> next(String session, String idempotencyKey)
      throws IOException, InterruptedException {
    var request =
        request("/sequence/next")
            .header("Session-Key", session)
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.noBody());
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(place.ingress().resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Host", host);
  }

  /// Waits until what is asked for is as expected, and returns it.
  public static <T> T eventually(Callable<T> question, Predicate<T> expected) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(question, expected::test);
  }

  @Override
  public void close() {
    resource().delete();
    eventually(() -> pods().isEmpty(), Boolean.TRUE::equals);
  }
}

package run.fibonacci.e2e.cluster;

import static run.fibonacci.e2e.Fleet.eventually;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import run.fibonacci.e2e.Fleet;

/// What a fleet's pods are asked, as they count it. They are seen by way of the API server, since
/// their addresses may be out of reach.
record Traffic(Fleet fleet) {
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^http_server_requests_seconds_count\\{.*uri=\"/fibonacci.*} (.+)$");

  /// Waits until more than so many requests for numbers come in a second.
  void awaitRate(int perSecond) {
    eventually(
        () -> {
          var before = total();
          Thread.sleep(Duration.ofSeconds(1));
          return total() - before;
        },
        rate -> rate > perSecond);
  }

  private double total() {
    return sum(byPod());
  }

  static double sum(Map<String, Double> requests) {
    return requests.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// The requests for numbers so far of each pod that is ready.
  Map<String, Double> byPod() {
    return fleet.readyPods().stream().collect(Collectors.toMap(Function.identity(), this::of));
  }

  private double of(String pod) {
    var path = "/api/v1/namespaces/%s/pods/%s:6766/proxy/prometheus";
    var metrics = Command.run("kubectl", "get", "--raw", path.formatted(Cluster.NAMESPACE, pod));
    return REQUESTS
        .matcher(metrics)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }
}

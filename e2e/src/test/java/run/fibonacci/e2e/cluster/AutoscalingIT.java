package run.fibonacci.e2e.cluster;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static run.fibonacci.e2e.Fleet.eventually;

import io.fabric8.kubernetes.api.model.autoscaling.v2.MetricStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.e2e.Fleet;

/// Users come all at once, and go again: the cluster's own autoscaler follows them.
@ClusterTest
final class AutoscalingIT {
  private static final String SPEC =
      "autoscaling: {minReplicas: 2, maxReplicas: 4, targetCPUUtilizationPercentage: 150, behavior:"
          + " {scaleDown: {stabilizationWindowSeconds: 10}}}";
  private static final int SPIKE = 300;
  private static final int CALM = SPIKE / 10;
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^http_server_requests_seconds_count\\{.*uri=\"/fibonacci.*} (.+)$");

  private final Cluster cluster;

  AutoscalingIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void a_spike_scales_out_within_a_minute_is_spread_and_scales_in_without_a_lost_request(
      @TempDir Path results) throws Exception {
    try (var fleet = cluster.fleet("spiked", SPEC);
        var runner = Executors.newVirtualThreadPerTaskExecutor()) {
      awaitCalm(fleet);
      var users = runner.submit(() -> spike(fleet, results));
      awaitRate(fleet, CALM / 2);
      assertThat(fleet.pods()).as("pods before the spike").hasSize(2);
      awaitRate(fleet, SPIKE / 2);
      await().atMost(Duration.ofMinutes(1)).until(() -> fleet.pods().size() > 2);
      eventually(fleet::readyPods, pods -> pods.size() == 4);
      assertThat(variation(fleet)).as("coefficient of variation of requests").isLessThan(0.25);
      eventually(fleet::pods, pods -> pods.size() == 2);
      assertThat(users.isDone()).as("users were still there when pods went").isFalse();
      users.get();
      Files.copy(results.resolve("load.svg"), Path.of("target/load.svg"), REPLACE_EXISTING);
    }
  }

  /// Gatling, which ends well only if no request failed and no answer was wrong.
  private String spike(Fleet fleet, Path results) {
    return Command.run(
        "benchmarks/load/run",
        "spike",
        "--url",
        cluster.ingress().toString(),
        "--host",
        fleet.host(),
        "--rate",
        String.valueOf(SPIKE),
        "--seconds",
        "240",
        "--deployment",
        Cluster.NAMESPACE + "/spiked",
        "--results",
        results.toString());
  }

  /// The start of a pod is work, too: the autoscaler may have added some for it.
  private void awaitCalm(Fleet fleet) {
    eventually(
        () -> cluster.autoscaler("spiked").getCurrentMetrics(),
        metrics ->
            metrics.stream()
                .map(MetricStatus::getResource)
                .filter(Objects::nonNull)
                .anyMatch(cpu -> cpu.getCurrent().getAverageUtilization() < 50));
    eventually(fleet::readyPods, pods -> pods.size() == 2);
  }

  private void awaitRate(Fleet fleet, int perSecond) {
    eventually(
        () -> {
          var before = total(fleet);
          Thread.sleep(Duration.ofSeconds(1));
          return total(fleet) - before;
        },
        rate -> rate > perSecond);
  }

  private double total(Fleet fleet) {
    return sum(requests(fleet));
  }

  private static double sum(Map<String, Double> requests) {
    return requests.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// Of the requests that each pod is given while many come: standard deviation by mean.
  private double variation(Fleet fleet) {
    var before = requests(fleet);
    var after = eventually(() -> requests(fleet), requests -> sum(requests) - sum(before) > 2000);
    var given =
        after.entrySet().stream()
            .map(pod -> pod.getValue() - before.getOrDefault(pod.getKey(), 0.0))
            .toList();
    var mean = mean(given);
    return Math.sqrt(mean(given.stream().map(count -> Math.pow(count - mean, 2)).toList())) / mean;
  }

  private static double mean(List<Double> counts) {
    return counts.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private Map<String, Double> requests(Fleet fleet) {
    return fleet.readyPods().stream()
        .collect(Collectors.toMap(Function.identity(), this::requestsOf));
  }

  /// By way of the API server, since pods' addresses may be out of reach.
  private double requestsOf(String pod) {
    var path = "/api/v1/namespaces/%s/pods/%s:6766/proxy/prometheus";
    var metrics = Command.run("kubectl", "get", "--raw", path.formatted(Cluster.NAMESPACE, pod));
    return REQUESTS
        .matcher(metrics)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }
}

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
import java.util.Objects;
import org.junit.jupiter.api.Test;
import run.fibonacci.e2e.Fleet;

/// Users come all at once, and go again: the cluster's own autoscaler follows them.
@ClusterTest
final class AutoscalingIT {
  private static final String SPEC =
      "autoscaling: {minReplicas: 2, maxReplicas: 4, targetCPUUtilizationPercentage: 120, behavior:"
          + " {scaleDown: {stabilizationWindowSeconds: 10}}}";
  private static final int SPIKE = 200;
  private static final int CALM = SPIKE / 10;
  private static final int SECONDS = 240;

  private final Cluster cluster;

  AutoscalingIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void a_spike_scales_out_within_a_minute_is_spread_and_scales_in_without_a_lost_request()
      throws Exception {
    try (var fleet = cluster.fleet("spiked", SPEC)) {
      awaitCalm(fleet);
      var traffic = new Traffic(fleet);
      var users = new Users(cluster, fleet, "spike", SPIKE, SECONDS);
      try (users) {
        traffic.awaitRate(CALM / 2);
        assertThat(fleet.pods()).as("pods before the spike").hasSize(2);
        traffic.awaitRate(SPIKE / 2);
        await().atMost(Duration.ofMinutes(1)).until(() -> fleet.pods().size() > 2);
        eventually(fleet::readyPods, pods -> pods.size() == 4);
        assertThat(variation(traffic)).as("coefficient of variation of requests").isLessThan(0.25);
        eventually(fleet::pods, pods -> pods.size() == 2);
        assertThat(users.areThere()).as("users were still there when pods went").isTrue();
      }
      Files.copy(users.results().resolve("load.svg"), Path.of("target/load.svg"), REPLACE_EXISTING);
    }
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

  /// Of the requests that each pod is given while many come: standard deviation by mean.
  private static double variation(Traffic traffic) {
    var before = traffic.byPod();
    var after = eventually(traffic::byPod, now -> Traffic.sum(now) - Traffic.sum(before) > 2000);
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
}

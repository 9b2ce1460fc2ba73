package run.fibonacci.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.e2e.Fleet.eventually;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import run.fibonacci.e2e.Fleet;

/// Fleets outlive the operator.
@ClusterTest
final class UninstallIT {
  private final Cluster cluster;

  UninstallIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void fleets_serve_while_the_operator_is_away_and_a_new_one_adopts_them_as_they_are() {
    try (var fleet = cluster.fleet("orphaned", "replicas: 2")) {
      var before = pods(fleet);
      var load = Load.on(fleet, 20);

      Release.uninstall();
      load.awaitMore();
      assertThat(cluster.operators()).isEmpty();
      assertThat(pods(fleet)).isEqualTo(before);

      Release.install(Release.TAG);
      load.awaitMore();
      assertThat(pods(fleet)).isEqualTo(before);
      load.endWithoutFailure();

      fleet.resource().scale(3);
      eventually(fleet::readyPods, ready -> ready.size() == 3);
      assertThat(pods(fleet)).containsAll(before);
    }
  }

  private static Set<String> pods(Fleet fleet) {
    return fleet.pods().stream()
        .map(pod -> pod.getMetadata().getUid() + " " + pod.getStatus().getContainerStatuses())
        .collect(Collectors.toSet());
  }
}

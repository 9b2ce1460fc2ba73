package run.fibonacci.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.e2e.Fleet.eventually;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import run.fibonacci.e2e.Fleet;

/// Whatever breaks: each sequence is what one counter would have given.
@ClusterTest
final class FaultIT {
  private static final int CLIENTS = 8;
  private static final int PODS = 2;

  private final Cluster cluster;

  FaultIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void pods_are_killed_and_no_number_is_lost_or_given_twice() {
    var clients = whileClientsTakeNumbers("killed", this::killEachPod);

    // a client has one call on its way when a pod is killed, and no other fails
    assertThat(clients.repeated()).as("of %s", clients).isLessThanOrEqualTo(PODS * CLIENTS);
  }

  @Test
  void the_database_restarts_and_no_number_is_lost_or_given_twice() {
    whileClientsTakeNumbers(
        "unsettled",
        fleet -> {
          cluster.kill("postgresql-0");
          cluster.awaitDatabase();
        });
  }

  @Test
  @EnabledIfSystemProperty(
      named = "e2e.apiserver.stop",
      matches = ".+",
      disabledReason = "the API server of this cluster cannot be stopped from here")
  void the_api_server_is_away_for_half_a_minute_and_no_number_is_lost_or_given_twice() {
    whileClientsTakeNumbers(
        "unwatched",
        fleet -> {
          Command.run("bash", "-c", System.getProperty("e2e.apiserver.stop"));
          pause(Duration.ofSeconds(30));
          Command.run("bash", "-c", System.getProperty("e2e.apiserver.start"));
          killEachPod(fleet);
        });
  }

  private interface Fault {
    void strike(Fleet fleet);
  }

  private Clients whileClientsTakeNumbers(String name, Fault fault) {
    try (var fleet = cluster.fleet(name, "replicas: " + PODS)) {
      var clients = Clients.on(fleet, CLIENTS);
      fault.strike(fleet);
      eventually(fleet::says, "True PodsReady"::equals);
      clients.awaitMore();
      clients.end();
      assertThat(clients.areConsistent()).as("one counter gave %s", clients).isTrue();
      return clients;
    }
  }

  private void killEachPod(Fleet fleet) {
    for (var pod : fleet.readyPods()) {
      cluster.kill(pod);
      eventually(fleet::readyPods, pods -> pods.size() == PODS);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

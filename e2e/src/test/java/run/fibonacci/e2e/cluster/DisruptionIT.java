package run.fibonacci.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.e2e.Fleet.eventually;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import run.fibonacci.e2e.Fleet;

/// Whatever whoever looks after a cluster does on purpose: no request is lost.
@ClusterTest
final class DisruptionIT {
  private static final int PER_SECOND = 50;
  private static final int TAKERS_PER_SECOND = 20;

  /// Longer than anything takes here, in seconds.
  private static final int HOUR = 3600;

  private final Cluster cluster;
  private final Fleet fleet;

  DisruptionIT(Cluster cluster) {
    this.cluster = cluster;
    fleet = cluster.fleet("disrupted", "replicas: 3");
  }

  @AfterAll
  void delete() {
    fleet.close();
  }

  /// Something that somebody does, and waits for.
  private interface Action {
    void run() throws Exception;
  }

  /// Users get right answers, and of one more sequence each number comes once, none left out.
  private void withoutALostRequest(Action action) throws Exception {
    var traffic = new Traffic(fleet);
    try (var users = new Users(cluster, fleet, "steady", PER_SECOND, HOUR)) {
      traffic.awaitRate(PER_SECOND / 2);
      var takers = Load.on(fleet, TAKERS_PER_SECOND);
      action.run();
      takers.awaitMore();
      takers.endWithoutFailure();
      assertThat(users.areThere()).isTrue();
    }
  }

  private void change(String spec) {
    var before = fleet.readyPods();
    cluster.change(fleet, spec);
    eventually(fleet::readyPods, pods -> Collections.disjoint(pods, before));
    awaitReady(3);
  }

  private void awaitReady(int count) {
    eventually(fleet::pods, pods -> pods.size() == count);
    eventually(fleet::readyPods, pods -> pods.size() == count);
    eventually(fleet::says, "True PodsReady"::equals);
  }

  @Test
  void a_new_image_costs_no_request() throws Exception {
    var next = Release.serviceImage(Release.NEXT_TAG);
    withoutALostRequest(() -> change("replicas: 3, image: '%s'".formatted(next)));

    assertThat(fleet.pods()).allMatch(pod -> image(pod).equals(next));
  }

  private static String image(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getImage();
  }

  @Test
  void a_new_variable_costs_no_request() throws Exception {
    withoutALostRequest(() ->
        change("replicas: 3, env: [{name: CHANGED, value: '%d'}]".formatted(System.nanoTime())));
  }

  @Test
  void scaling_from_five_to_two_costs_no_request() throws Exception {
    fleet.resource().scale(5);
    awaitReady(5);
    withoutALostRequest(() -> {
      fleet.resource().scale(2);
      awaitReady(2);
    });
    fleet.resource().scale(3);
    awaitReady(3);
  }

  @Test
  void deleting_a_pod_costs_no_request() throws Exception {
    var pod = fleet.readyPods().getFirst();
    withoutALostRequest(() -> {
      cluster.client().pods().inNamespace(Cluster.NAMESPACE).withName(pod).delete();
      eventually(fleet::readyPods, pods -> pods.size() == 3 && !pods.contains(pod));
    });
  }

  @Test
  void draining_a_node_costs_no_request() throws Exception {
    withoutALostRequest(() -> {
      var before = fleet.pods();
      var node = before.getFirst().getSpec().getNodeName();
      cordon(node, true);
      try {
        evict(before.stream().filter(pod -> pod.getSpec().getNodeName().equals(node)).toList());
      } finally {
        cordon(node, false);
      }
      awaitReady(3);
    });
  }

  private void cordon(String node, boolean cordoned) {
    cluster
        .client()
        .nodes()
        .withName(node)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\": {\"unschedulable\": %s}}".formatted(cordoned));
  }

  /// As `kubectl drain` does it; here, the others may have nowhere else to go: they stay.
  private void evict(List<Pod> pods) {
    var evicted =
        pods.stream()
            .filter(pod -> cluster.client().pods().resource(pod).evict())
            .map(Cluster::name)
            .collect(Collectors.toSet());
    assertThat(evicted).isNotEmpty().hasSizeLessThan(3);
    eventually(fleet::readyPods, ready -> Collections.disjoint(ready, evicted));
  }

  @Test
  void losing_both_operators_costs_no_request() throws Exception {
    var before = cluster.operators().stream().map(Cluster::name).toList();
    withoutALostRequest(() -> {
      cluster.operators().forEach(pod -> cluster.client().resource(pod).delete());
      eventually(
          cluster::operators,
          pods -> pods.size() == 2 && pods.stream().map(Cluster::name).noneMatch(before::contains));
    });
  }

  @Test
  void a_new_operator_with_a_new_default_image_costs_no_request() throws Exception {
    cluster.change(fleet, "replicas: 3");
    awaitReady(3);
    withoutALostRequest(() -> Release.install(Release.NEXT_TAG));

    assertThat(fleet.pods())
        .allMatch(pod -> image(pod).equals(Release.serviceImage(Release.NEXT_TAG)));
    Release.install(Release.TAG);
  }
}

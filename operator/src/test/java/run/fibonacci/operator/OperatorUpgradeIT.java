package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.controlplane.ControlPlane;

/// The last release's chart and an operator of that version give way to these ones while users go
/// on. `-Dreleased.chart=FOLDER` is the chart of a release; without it, this one with a type that
/// lacks a field plays its part. The older operator is always this code under an older version.
@ExtendWith(Cluster.class)
final class OperatorUpgradeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String AUTOSCALED = "autoscaling: {minReplicas: 2, maxReplicas: 9}";

  @TempDir private Path folder;
  private ControlPlane plane;
  private List<Subject> fleet;
  private final List<TestOperator> operators = new ArrayList<>();

  @BeforeEach
  void a_released_operator_is_installed() throws Exception {
    plane = ControlPlane.startTemporary(BinaryCache.forTests().orElseThrow());
    ReleasedChart.in(folder).install(plane, Map.of());
    Cluster.awaitType(plane.client());
    fleet = IntStream.range(0, 9).mapToObj(i -> subject("fleet-" + i)).toList();
  }

  @AfterEach
  void end() {
    operators.forEach(TestOperator::close);
    plane.close();
  }

  private Subject subject(String namespace) {
    plane
        .client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    return new Subject(plane.client(), namespace);
  }

  @Test
  void users_notice_nothing_of_a_new_chart_and_a_new_operator() throws Exception {
    var late = subject("late");
    var old = operator("0.0.1", "old");
    fleet.forEach(this::settle);
    fleet.forEach(OperatorUpgradeIT::touch);
    var before = deployments();

    try (var load = new UpgradeLoad(fleet, AUTOSCALED)) {
      load.awaitRounds(2);
      Cluster.CHART.install(plane, Map.of());
      var now = operator("0.0.2", "new");
      load.awaitRounds(2);
      late.apply(AUTOSCALED);
      end(old);
      late.await(Deployment.class);
      load.awaitRounds(2);
      load.end();

      for (var service : fleet) {
        eventually(PATIENCE, () -> service.get().getStatus().operatorVersion(), "0.0.2"::equals);
        eventually(PATIENCE, () -> port(service), load.lastPort()::equals);
        assertUntouched(service);
      }
      assertThat(deployments()).isEqualTo(before);
      assertThat(now.writes()).noneMatch(call -> call.matches("PATCH .*fleet.*/deployments/.*"));

      fleet.getFirst().apply("rollout: {maxSurge: 3}, " + AUTOSCALED);
      eventually(
          () -> fleet.getFirst().deployment().getSpec().getStrategy().getRollingUpdate(),
          update -> update.getMaxSurge().getValue().equals(3));
    }
  }

  /// One of the two that the rolling update of the operator's Deployment has at the same time.
  private TestOperator operator(String version, String name) {
    var namespaces =
        Stream.concat(fleet.stream().map(Subject::namespace), Stream.of("late"))
            .collect(Collectors.joining(","));
    var settings =
        Map.of(
            "FIB_NAMESPACES", namespaces,
            "FIB_SERVICE_IMAGE", "fib:1",
            "FIB_LEADER_ELECTION", "true",
            "POD_NAMESPACE", "fibonacci-system",
            "POD_NAME", name);
    var operator = TestOperator.of(version, Cluster.operatorConfig(plane, Cluster.CHART), settings);
    operators.add(operator);
    return operator;
  }

  private void end(TestOperator operator) {
    operators.remove(operator);
    operator.close();
  }

  private void settle(Subject service) {
    service.apply(AUTOSCALED);
    service.await(Deployment.class);
    service.await(Service.class);
    service.await(HorizontalPodAutoscaler.class);
    service.ready(2);
    eventually(PATIENCE, () -> service.says("Progressing"), "False Complete"::equals);
  }

  /// What others do to the children of a service: an autoscaler, a restart, a label of their own.
  private static void touch(Subject service) {
    service.autoscale(7);
    service.patch(
        Deployment.class,
        "{\"metadata\": {\"labels\": {\"team\": \"maths\"}}, \"spec\": {\"template\":"
            + " {\"metadata\": {\"annotations\": {\"kubectl.kubernetes.io/restartedAt\":"
            + " \"now\"}}}}}");
    service.patch(
        HorizontalPodAutoscaler.class, "{\"metadata\": {\"labels\": {\"team\": \"maths\"}}}");
    service.ready(7);
  }

  private static void assertUntouched(Subject service) {
    var deployment = service.deployment();
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(7);
    assertThat(deployment.getMetadata().getLabels()).containsEntry("team", "maths");
    assertThat(service.child(HorizontalPodAutoscaler.class).get().getMetadata().getLabels())
        .containsEntry("team", "maths");
    assertThat(service.child(Service.class).get().getMetadata().getOwnerReferences()).hasSize(1);
  }

  /// Pods are replaced where one of these changes.
  private Map<String, DeploymentSpec> deployments() {
    return fleet.stream()
        .collect(Collectors.toMap(Subject::namespace, s -> s.deployment().getSpec()));
  }

  private static Integer port(Subject service) {
    var child = service.child(Service.class).get();
    return child == null ? -1 : child.getSpec().getPorts().getFirst().getPort();
  }
}

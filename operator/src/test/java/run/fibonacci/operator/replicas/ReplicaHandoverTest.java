package run.fibonacci.operator.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.FibonacciServiceSpec;

final class ReplicaHandoverTest {

  private static final String US = "fibonacci-operator";

  @Test
  void without_autoscaling_the_spec_decides_whoever_owned_the_number_before() {
    var spec = spec("replicas: 3");
    assertThat(ReplicaHandover.replicas(spec, null, US)).contains(3);
    assertThat(ReplicaHandover.replicas(spec, deployment(7, "kube-controller-manager"), US))
        .contains(3);
  }

  @Test
  void a_spec_that_says_nothing_wants_two() {
    assertThat(ReplicaHandover.replicas(spec("{}"), null, US)).contains(2);
  }

  @Test
  void autoscaling_starts_at_its_minimum() {
    var spec = spec("autoscaling: {minReplicas: 4, maxReplicas: 9}");
    assertThat(ReplicaHandover.replicas(spec, null, US)).contains(4);
  }

  @Test
  void autoscaling_that_is_switched_on_keeps_the_number_that_is_there() {
    var spec = spec("autoscaling: {minReplicas: 2, maxReplicas: 9}");
    assertThat(ReplicaHandover.replicas(spec, deployment(5, US), US)).contains(5);
  }

  @Test
  void what_an_autoscaler_has_set_is_left_alone() {
    var spec = spec("autoscaling: {minReplicas: 2, maxReplicas: 9}");
    assertThat(ReplicaHandover.replicas(spec, deployment(7, "kube-controller-manager"), US))
        .isEmpty();
  }

  @Test
  void autoscaling_wakes_a_service_that_was_scaled_to_zero() {
    var spec = spec("autoscaling: {minReplicas: 2, maxReplicas: 9}");
    assertThat(ReplicaHandover.replicas(spec, deployment(0, US), US)).contains(2);
  }

  @Test
  void the_default_minimum_does_not_exceed_the_maximum() {
    var spec = spec("autoscaling: {maxReplicas: 1}");
    assertThat(ReplicaHandover.replicas(spec, null, US)).contains(1);
  }

  private static FibonacciServiceSpec spec(String yaml) {
    return Serialization.unmarshal(yaml, FibonacciServiceSpec.class);
  }

  /// A Deployment whose number of pods was last set by `manager`.
  private static Deployment deployment(int replicas, String manager) {
    return Serialization.unmarshal(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          managedFields:
          - {manager: fibonacci-operator, operation: Apply, fieldsV1: {"f:spec": {"f:selector": {}}}}
          - {manager: %s, operation: Update, fieldsV1: {"f:spec": {"f:replicas": {}}}}
        spec: {replicas: %d}
        """
            .formatted(manager, replicas),
        Deployment.class);
  }
}

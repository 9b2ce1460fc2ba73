package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
final class StatusIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void the_status_follows_the_pods() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      eventually(() -> demo.says("Ready"), "False WaitingForPods"::equals);

      demo.ready(1);
      eventually(
          () -> demo.condition("Ready").orElseThrow().getMessage(),
          "1 of 2 pods are ready"::equals);
      demo.ready(2);
      eventually(() -> demo.says("Ready"), "True PodsReady"::equals);

      var status = demo.get().getStatus();
      assertThat(status.replicas()).isEqualTo(2);
      assertThat(status.readyReplicas()).isEqualTo(2);
      assertThat(status.observedGeneration()).isEqualTo(demo.get().getMetadata().getGeneration());
      assertThat(status.operatorVersion()).isEqualTo("1.2.3");
      assertThat(status.url()).isEqualTo("http://demo." + demo.namespace() + ".svc/");
      assertThat(status.conditions())
          .allSatisfy(c -> assertThat(c.getObservedGeneration()).isEqualTo(1));
    }
  }

  @Test
  void a_service_whose_image_is_missing_says_so() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("image: 'nowhere/fib:9'");
      demo.await(Deployment.class);
      pod("waiting: {reason: ImagePullBackOff, message: 'nowhere/fib:9 not found'}");

      eventually(() -> demo.says("Ready"), "False ImagePullBackOff"::equals);
      assertThat(demo.condition("Ready").orElseThrow().getMessage())
          .contains("nowhere/fib:9 not found");
    }
  }

  @Test
  void a_change_that_cannot_start_is_told_while_the_old_pods_still_answer() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      demo.ready(2);
      eventually(() -> demo.says("Ready"), "True PodsReady"::equals);

      demo.apply("replicas: 2, image: 'nowhere/fib:9'");
      pod("waiting: {reason: ImagePullBackOff, message: 'nowhere/fib:9 not found'}");

      eventually(() -> demo.says("Degraded"), "True ImagePullBackOff"::equals);
      assertThat(demo.says("Ready")).isEqualTo("True PodsReady");
      assertThat(demo.says("Progressing")).isEqualTo("True RollingOut");
    }
  }

  @Test
  void a_service_that_wants_the_operators_database_learns_that_there_is_none() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("database: {}");

      eventually(() -> demo.says("Ready"), "False NoDefaultDatabase"::equals);
      assertThat(demo.condition("Ready").orElseThrow().getMessage())
          .contains("add host with iam or credentialsSecret");
      assertThat(demo.child(Deployment.class).get()).isNull();
    }
  }

  @Test
  void what_the_api_server_refuses_is_passed_on_in_its_words() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("priorityClassName: 'no such class'");

      eventually(() -> demo.says("Degraded"), "True Refused"::equals);
      assertThat(demo.condition("Degraded").orElseThrow().getMessage())
          .contains("spec.template.spec.priorityClassName");

      demo.apply("priorityClassName: ''");
      demo.await(Deployment.class);
    }
  }

  /// Plays ReplicaSet controller and kubelet: a pod of the service in this state.
  private void pod(String state) {
    var yaml =
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: demo-1
          namespace: %s
          labels: {app.kubernetes.io/name: fib-service, app.kubernetes.io/instance: demo}
        spec: {containers: [{name: fib-service, image: x}], serviceAccountName: demo}
        status:
          containerStatuses:
          - {name: fib-service, image: x, imageID: '', ready: false, restartCount: 0, state: {%s}}
        """
            .formatted(demo.namespace(), state);
    var pod = Serialization.unmarshal(yaml, Pod.class);
    var created = Cluster.admin().resource(pod).create();
    created.setStatus(pod.getStatus());
    Cluster.admin().resource(created).updateStatus();
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Cluster.class)
final class DriftIT {

  private final Subject demo = new Subject(Cluster.namespace());
  private final TestOperator operator = TestOperator.in(demo.namespace());

  @BeforeEach
  void a_service_with_every_child() {
    demo.apply("autoscaling: {minReplicas: 2, maxReplicas: 5}, ingress: {}, networkPolicy: {}");
    demo.await(Deployment.class);
    demo.await(Service.class);
    demo.await(ServiceAccount.class);
    demo.await(HorizontalPodAutoscaler.class);
    demo.await(Ingress.class);
    demo.await(PodDisruptionBudget.class);
    demo.await(NetworkPolicy.class);
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Deployment.class,
        Service.class,
        ServiceAccount.class,
        HorizontalPodAutoscaler.class,
        Ingress.class,
        PodDisruptionBudget.class,
        NetworkPolicy.class
      })
  <R extends HasMetadata> void a_deleted_child_comes_back(Class<R> kind) {
    var before = demo.child(kind).get().getMetadata().getUid();

    demo.child(kind).delete();

    eventually(
        () -> demo.child(kind).get(),
        child -> child != null && !child.getMetadata().getUid().equals(before));
  }

  @Test
  void an_edited_child_is_put_back() {
    demo.patch(Service.class, "{\"spec\": {\"selector\": {\"app\": \"mine\"}}}");
    demo.patch(Service.class, "{\"spec\": {\"type\": \"NodePort\"}}");
    demo.patch(HorizontalPodAutoscaler.class, "{\"spec\": {\"maxReplicas\": 50}}");
    demo.patch(Ingress.class, "{\"spec\": {\"rules\": [{\"host\": \"evil.example.com\"}]}}");
    demo.patch(
        Deployment.class, "{\"spec\": {\"minReadySeconds\": 0, \"revisionHistoryLimit\": 9}}");
    demo.patch(ServiceAccount.class, "{\"automountServiceAccountToken\": true}");
    demo.patch(PodDisruptionBudget.class, "{\"spec\": {\"maxUnavailable\": 0}}");
    demo.patch(NetworkPolicy.class, "{\"spec\": {\"ingress\": [{}]}}");

    eventually(() -> demo.child(Service.class).get().getSpec().getType(), "ClusterIP"::equals);
    eventually(
        () -> demo.child(HorizontalPodAutoscaler.class).get().getSpec().getMaxReplicas(),
        Integer.valueOf(5)::equals);
    eventually(
        () -> demo.child(Ingress.class).get().getSpec().getRules(),
        rules -> rules.size() == 1 && rules.getFirst().getHost() == null);
    eventually(
        () -> demo.deployment().getSpec().getRevisionHistoryLimit(), Integer.valueOf(3)::equals);
    eventually(
        () -> demo.child(ServiceAccount.class).get().getAutomountServiceAccountToken(),
        Boolean.FALSE::equals);
    eventually(
        () -> demo.child(PodDisruptionBudget.class).get().getSpec().getMaxUnavailable(),
        new IntOrString(1)::equals);
    eventually(
        () -> demo.child(NetworkPolicy.class).get().getSpec().getIngress().size(),
        Integer.valueOf(2)::equals);
  }

  @Test
  void what_others_add_survives() {
    demo.patch(Service.class, "{\"metadata\": {\"annotations\": {\"team\": \"maths\"}}}");
    demo.patch(Deployment.class, "{\"metadata\": {\"labels\": {\"team\": \"maths\"}}}");
    // what `kubectl rollout restart` does
    demo.patch(
        Deployment.class,
        "{\"spec\": {\"template\": {\"metadata\": {\"annotations\":"
            + " {\"kubectl.kubernetes.io/restartedAt\": \"now\"}}}}}");

    demo.apply("autoscaling: {minReplicas: 2, maxReplicas: 6}, ingress: {}, service: {port: 81}");
    eventually(
        () -> demo.child(HorizontalPodAutoscaler.class).get().getSpec().getMaxReplicas(),
        Integer.valueOf(6)::equals);
    eventually(
        () -> demo.child(Service.class).get().getSpec().getPorts().getFirst().getPort(),
        Integer.valueOf(81)::equals);

    assertThat(demo.child(Service.class).get().getMetadata().getAnnotations())
        .containsEntry("team", "maths");
    assertThat(demo.deployment().getMetadata().getLabels()).containsEntry("team", "maths");
    assertThat(demo.deployment().getSpec().getTemplate().getMetadata().getAnnotations())
        .isEqualTo(Map.of("kubectl.kubernetes.io/restartedAt", "now"));
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Cluster.class)
final class OwnershipIT {

  private final Subject demo = new Subject(Cluster.namespace());

  /// An object of each kind, as somebody else would make it.
  static Stream<String> foreign() {
    return Stream.of(
        """
        apiVersion: v1
        kind: Service
        spec: {ports: [{port: 1234}]}
        """,
        """
        apiVersion: v1
        kind: ServiceAccount
        """,
        """
        apiVersion: apps/v1
        kind: Deployment
        spec:
          selector: {matchLabels: {app: mine}}
          template:
            metadata: {labels: {app: mine}}
            spec: {containers: [{name: mine, image: mine}]}
        """,
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: mine}}
        """,
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        spec: {defaultBackend: {service: {name: mine, port: {number: 80}}}}
        """,
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        spec: {podSelector: {}}
        """,
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        spec: {maxUnavailable: 1, selector: {matchLabels: {app: mine}}}
        """);
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void an_object_that_somebody_else_made_is_reported_and_left_alone_until_it_goes(String yaml) {
    HasMetadata foreign = Serialization.unmarshal(yaml);
    foreign.setMetadata(
        new ObjectMetaBuilder().withName("demo").withNamespace(demo.namespace()).build());
    var theirs = Cluster.admin().resource(foreign);
    var before = theirs.create();
    var kind = foreign.getKind();
    try (var operator = TestOperator.in(demo.namespace())) {
      demo.apply("autoscaling: {maxReplicas: 5}, ingress: {}, networkPolicy: {}");

      eventually(() -> demo.get().getStatus() != null, Boolean.TRUE::equals);
      eventually(() -> demo.says("Degraded"), "True NameConflict"::equals);
      assertThat(demo.condition("Degraded").orElseThrow().getMessage())
          .startsWith(kind + " demo exists and is not managed by this operator")
          .contains("delete it, or give the FibonacciService another name");
      assertThat(theirs.get()).isEqualTo(before);
      eventually(
          demo::events,
          events -> events.stream().anyMatch(e -> e.getReason().equals("NameConflict")));

      theirs.delete();
      eventually(() -> demo.says("Degraded"), "False AsExpected"::equals);
      assertThat(theirs.get().getMetadata().getOwnerReferences())
          .singleElement()
          .returns("demo", owner -> owner.getName());
      assertThat(operator.eventWrites()).hasSizeLessThan(6);
    }
  }

  @Test
  void a_child_that_lost_its_labels_is_adopted_again() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      var before = demo.await(Service.class);

      demo.patch(Service.class, "{\"metadata\": {\"labels\": null}}");

      eventually(
          () -> demo.child(Service.class).get().getMetadata().getLabels(),
          before.getMetadata().getLabels()::equals);
      assertThat(demo.child(Service.class).get().getMetadata().getUid())
          .isEqualTo(before.getMetadata().getUid());
    }
  }

  @Test
  void a_child_that_lost_its_owner_is_adopted_again() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      var before = demo.await(Deployment.class);

      demo.patch(Deployment.class, "{\"metadata\": {\"ownerReferences\": null}}");

      eventually(
          () -> demo.deployment().getMetadata().getOwnerReferences(),
          before.getMetadata().getOwnerReferences()::equals);
    }
  }

  @Test
  void a_child_that_lost_labels_and_owner_while_no_operator_ran_is_adopted_again() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Service.class);
    }
    demo.patch(Service.class, "{\"metadata\": {\"labels\": null, \"ownerReferences\": null}}");
    try (var _ = TestOperator.in(demo.namespace())) {
      eventually(
          () -> demo.child(Service.class).get().getMetadata().getOwnerReferences(),
          owners -> !owners.isEmpty());
    }
  }
}

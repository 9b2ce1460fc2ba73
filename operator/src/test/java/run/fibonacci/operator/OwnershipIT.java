package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
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
        """,
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        spec: {hostnames: [mine.example.com]}
        """,
        """
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        spec: {selector: {matchLabels: {app: mine}}, endpoints: []}
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
      demo.apply(EveryChild.SPEC);

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

  @ParameterizedTest
  @MethodSource("run.fibonacci.operator.EveryChild#kinds")
  <R extends HasMetadata> void a_child_that_lost_its_labels_is_adopted_again(Class<R> kind) {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(EveryChild.SPEC);
      var before = demo.await(kind).getMetadata();

      demo.patch(kind, "{\"metadata\": {\"labels\": null}}");

      eventually(
          () -> demo.child(kind).get().getMetadata().getLabels(), before.getLabels()::equals);
      assertThat(demo.child(kind).get().getMetadata().getUid()).isEqualTo(before.getUid());
    }
  }

  @ParameterizedTest
  @MethodSource("run.fibonacci.operator.EveryChild#kinds")
  <R extends HasMetadata> void a_child_that_lost_its_owner_is_adopted_again(Class<R> kind) {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(EveryChild.SPEC);
      var before = demo.await(kind).getMetadata();

      demo.patch(kind, "{\"metadata\": {\"ownerReferences\": null}}");

      eventually(
          () -> demo.child(kind).get().getMetadata().getOwnerReferences(),
          before.getOwnerReferences()::equals);
    }
  }

  @Test
  void children_that_lost_labels_and_owner_while_no_operator_ran_are_adopted_again() {
    var kinds = EveryChild.kinds().toList();
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(EveryChild.SPEC);
      kinds.forEach(demo::await);
    }
    kinds.forEach(
        kind -> demo.patch(kind, "{\"metadata\": {\"labels\": null, \"ownerReferences\": null}}"));
    try (var _ = TestOperator.in(demo.namespace())) {
      for (var kind : kinds) {
        eventually(
            () -> demo.child(kind).get().getMetadata().getOwnerReferences(),
            owners -> !owners.isEmpty());
      }
    }
  }
}

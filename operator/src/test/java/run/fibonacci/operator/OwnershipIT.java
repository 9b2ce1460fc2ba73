package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cluster.class)
final class OwnershipIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void an_object_that_somebody_else_made_is_reported_and_left_alone_until_it_goes() {
    var foreign =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("demo")
            .withNamespace(demo.namespace())
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(1234)
            .endPort()
            .endSpec()
            .build();
    var before = Cluster.admin().resource(foreign).create();
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);

      eventually(() -> demo.says("Degraded"), "True NameConflict"::equals);
      assertThat(demo.condition("Degraded").orElseThrow().getMessage())
          .startsWith("Service demo exists and is not managed by this operator")
          .contains("delete it, or give the FibonacciService another name");
      assertThat(demo.child(Service.class).get()).isEqualTo(before);

      demo.child(Service.class).delete();
      eventually(() -> demo.says("Degraded"), "False AsExpected"::equals);
      assertThat(demo.child(Service.class).get().getSpec().getPorts().getFirst().getPort())
          .isEqualTo(80);
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

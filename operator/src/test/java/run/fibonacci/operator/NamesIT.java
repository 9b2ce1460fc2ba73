package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.api.v1.FibonacciService;

/// Names as long as they may be, names that are taken elsewhere, and letters of all alphabets.
@ExtendWith(Cluster.class)
final class NamesIT {

  private static final String LONGEST =
      "a23456789-123456789-123456789-123456789-123456789-123456789-123";

  @Test
  void the_longest_name_has_every_child() {
    var namespace = Cluster.namespace();
    try (var _ = TestOperator.in(namespace, "FIB_INGRESS_DOMAIN", "example.com")) {
      create(
          namespace,
          LONGEST,
          "autoscaling: {maxReplicas: 3}, ingress: {tls: {issuerRef: {name: ca}}}");

      for (var kind :
          List.of(Deployment.class, Service.class, HorizontalPodAutoscaler.class, Ingress.class)) {
        await(kind, namespace, LONGEST);
      }
    }
  }

  @Test
  void services_of_one_name_in_many_namespaces_know_nothing_of_each_other() {
    var first = new Subject(Cluster.namespace());
    var second = new Subject(Cluster.namespace());
    try (var _ = TestOperator.in(first.namespace() + "," + second.namespace())) {
      first.apply("replicas: 1");
      second.apply("replicas: 3");
      assertThat(first.await(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
      assertThat(second.await(Deployment.class).getSpec().getReplicas()).isEqualTo(3);

      first.delete();
      second.child(Service.class).delete();
      second.await(Service.class);
      assertThat(second.deployment().getMetadata().getOwnerReferences())
          .singleElement()
          .returns(second.get().getMetadata().getUid(), owner -> owner.getUid());
    }
  }

  @Test
  void annotations_in_any_alphabet_arrive_as_they_were_and_are_written_once() {
    var note = "Grüße an Лёша: 数列 🌻\n\"zwei\" Zeilen";
    var demo = new Subject(Cluster.namespace());
    try (var operator = TestOperator.in(demo.namespace(), "FIB_RESYNC", "0.2s")) {
      var json = Serialization.asJson(note);
      demo.apply(
          "podAnnotations: {note: %s}, service: {annotations: {note: %s}}, ingress: {annotations: {note: %s}}"
              .formatted(json, json, json));
      demo.await(Ingress.class);
      demo.await(Deployment.class);
      demo.ready(2);
      eventually(() -> demo.says("Progressing"), "False Complete"::equals);

      assertThat(demo.deployment().getSpec().getTemplate().getMetadata().getAnnotations())
          .containsEntry("note", note);
      assertThat(demo.await(Service.class).getMetadata().getAnnotations())
          .containsEntry("note", note);
      assertThat(demo.await(Ingress.class).getMetadata().getAnnotations())
          .containsEntry("note", note);
      assertThat(operator.writes().stream().filter(call -> !call.endsWith("/status")))
          .doesNotHaveDuplicates();
    }
  }

  private static void create(String namespace, String name, String spec) {
    var yaml =
        """
        apiVersion: fibonacci.run/v1
        kind: FibonacciService
        metadata: {name: %s, namespace: %s}
        spec: {%s}
        """
            .formatted(name, namespace, spec);
    Cluster.admin().resource(Serialization.unmarshal(yaml, FibonacciService.class)).create();
  }

  private static <R extends HasMetadata> void await(Class<R> kind, String namespace, String name) {
    eventually(
        () -> Cluster.admin().resources(kind).inNamespace(namespace).withName(name).get(),
        Objects::nonNull);
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import run.fibonacci.api.v1.FibonacciService;

/// Every pod that comes of a FibonacciService, and the operator's own, is let into a namespace
/// under the Pod Security Standard "restricted". The API server itself decides.
@ExtendWith(Cluster.class)
final class PodSecurityIT {

  private final Subject demo = new Subject(Cluster.namespace());

  static Stream<Path> specs() throws IOException {
    return ChildrenIT.specs();
  }

  @BeforeEach
  void restrict() {
    Cluster.admin()
        .namespaces()
        .withName(demo.namespace())
        .edit(namespace ->
            new NamespaceBuilder(namespace)
                .editMetadata()
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build());
    var high =
        new PriorityClassBuilder().withNewMetadata().withName("high").endMetadata().withValue(1);
    Cluster.admin().resource(high.build()).serverSideApply();
    account("existing");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void the_pods_of_a_service_are_let_in(Path spec) throws IOException {
    var service = Serialization.unmarshal(Files.readString(spec), FibonacciService.class);
    service.getMetadata().setNamespace(demo.namespace());
    try (var _ = TestOperator.in(demo.namespace(), ChildrenIT.settings(spec))) {
      Cluster.admin().resource(service).create();
      var template = demo.await(Deployment.class).getSpec().getTemplate();
      eventually(
          () ->
              Cluster.admin()
                  .serviceAccounts()
                  .inNamespace(demo.namespace())
                  .withName(template.getSpec().getServiceAccountName())
                  .get(),
          account -> account != null);

      assertThatCode(() -> create(template)).doesNotThrowAnyException();
    }
  }

  @Test
  void the_operators_pods_are_let_in() throws Exception {
    Cluster.namespacedOperatorConfig(
        demo.namespace(), Map.of("watchNamespaces[0]", demo.namespace()));
    var operator =
        Cluster.admin()
            .apps()
            .deployments()
            .inNamespace(demo.namespace())
            .withName("fibonacci-operator")
            .get();

    assertThatCode(() -> create(operator.getSpec().getTemplate())).doesNotThrowAnyException();
  }

  @Test
  void a_pod_that_is_not_restricted_is_turned_away() throws IOException {
    account("demo");
    var careless =
        Serialization.unmarshal(
            "spec: {serviceAccountName: demo, containers: [{name: a, image: a}]}",
            PodTemplateSpec.class);
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> create(careless))
        .withMessageContaining("restricted");
  }

  private Pod create(PodTemplateSpec template) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withGenerateName("pod-")
            .withNamespace(demo.namespace())
            .endMetadata()
            .withSpec(template.getSpec())
            .build();
    return Cluster.admin().resource(pod).dryRun().create();
  }

  private void account(String name) {
    Cluster.admin()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(demo.namespace())
                .endMetadata()
                .build())
        .create();
  }
}

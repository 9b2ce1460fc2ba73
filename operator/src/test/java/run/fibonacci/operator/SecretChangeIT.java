package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The chart's `rollOnSecretChange`.
@ExtendWith(Cluster.class)
final class SecretChangeIT {

  private static final String SPEC = "database: {host: db, credentialsSecret: {name: login}}";

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void a_new_password_rolls_the_pods_and_nothing_else_about_the_secret_does() throws Exception {
    var namespace = demo.namespace();
    var rights =
        Cluster.namespacedOperatorConfig(
            namespace, Map.of("watchNamespaces[0]", namespace, "rollOnSecretChange", true));
    write("login", Map.of("username", "fib", "password", "old"));
    try (var operator = TestOperator.with(rights, namespace, "FIB_ROLL_ON_SECRET_CHANGE", "true")) {
      demo.apply(SPEC);
      demo.await(Deployment.class);
      var first = eventually(this::version, Objects::nonNull);

      label("login");
      write("another", Map.of("password", "x"));
      demo.apply(SPEC + ", logging: {level: DEBUG}");
      eventually(
          () -> demo.deployment().getMetadata().getGeneration(), generation -> generation > 1);
      assertThat(version()).isEqualTo(first);

      // the API server notes the time of a write in seconds
      var written = Instant.now();
      eventually(Instant::now, now -> now.getEpochSecond() > written.getEpochSecond() + 1);
      patch("login", "{\"stringData\": {\"password\": \"new\"}}");
      var second = eventually(this::version, version -> !Objects.equals(version, first));

      Cluster.admin().resources(Secret.class).inNamespace(namespace).withName("login").delete();
      demo.apply(SPEC + ", logging: {level: WARN}");
      eventually(
          () -> demo.deployment().getMetadata().getGeneration(), generation -> generation > 3);
      assertThat(version()).isEqualTo(second);
      assertThat(operator.calls()).noneMatch(call -> call.contains("/secrets"));
    }
    assertThat(Files.readAllLines(Cluster.plane().auditLog()))
        .filteredOn(line -> line.contains("\"resource\":\"secrets\""))
        .filteredOn(line -> line.contains("system:serviceaccount:" + namespace + ":"))
        .isNotEmpty()
        .allMatch(
            line -> line.contains("\"verb\":\"list\"") || line.contains("\"verb\":\"watch\""));
  }

  private void write(String name, Map<String, String> data) {
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(demo.namespace())
            .withName(name)
            .endMetadata()
            .withStringData(data)
            .build();
    Cluster.admin().resource(secret).create();
  }

  /// As one who has nothing to do with the data.
  private void label(String name) {
    var labelled =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(demo.namespace())
            .withName(name)
            .withLabels(Map.of("seen", "true"))
            .endMetadata()
            .build();
    Cluster.admin().resource(labelled).fieldManager("labeller").serverSideApply();
  }

  private void patch(String name, String mergePatch) {
    Cluster.admin().secrets().inNamespace(demo.namespace()).withName(name).patch(mergePatch);
  }

  private @Nullable String version() {
    var annotations = demo.deployment().getSpec().getTemplate().getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get("fibonacci.run/secrets");
  }
}

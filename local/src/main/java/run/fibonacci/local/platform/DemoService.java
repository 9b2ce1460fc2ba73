package run.fibonacci.local.platform;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import run.fibonacci.local.database.PostgreSql;
import run.fibonacci.local.process.Failure;

/// The first FibonacciService, `demo` in the namespace `default`, and the database it is told of.
final class DemoService {
  static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final Duration SERVED = Duration.ofSeconds(10);
  private static final String NAMESPACE = "default";
  private static final String DATABASE = "postgresql";
  private static final int USUAL_PORT = 5432;

  private final KubernetesClient client;

  DemoService(KubernetesClient client) {
    this.client = client;
  }

  /// Makes the Service and the Secret `postgresql`, by which pods find the database and log in.
  void introduce(PostgreSql database) {
    var service =
        new ServiceBuilder()
            .withNewMetadata()
            .withName(DATABASE)
            .endMetadata()
            .withNewSpec()
            .withType("ExternalName")
            .withExternalName(database.address().getHostString())
            .endSpec()
            .build();
    var secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(DATABASE)
            .endMetadata()
            .withStringData(Map.of("username", PostgreSql.NAME, "password", database.password()))
            .build();
    client.resource(service).inNamespace(NAMESPACE).serverSideApply();
    client.resource(secret).inNamespace(NAMESPACE).serverSideApply();
  }

  /// Creates it from its manifest, told of the database's port where that is an unusual one.
  void create(Path manifest, int port) throws IOException, InterruptedException {
    // the API server serves a type a moment after it took its definition
    Waiting.until(SERVED, () -> client.getApiResources("fibonacci.run/v1") != null);
    var text = Files.readString(manifest);
    var service = Serialization.unmarshal(text, GenericKubernetesResource.class);
    if (port != USUAL_PORT) {
      Map<String, Object> database = service.get("spec", "database");
      database.put("port", port);
    }
    client.resource(service).inNamespace(NAMESPACE).serverSideApply();
  }

  void awaitReady() throws InterruptedException {
    if (!Waiting.until(PATIENCE, () -> readiness().getStatus().equals("True"))) {
      throw Failure.of(
          "FibonacciService default/demo was not Ready within " + PATIENCE.toSeconds() + " s.",
          readiness().getMessage() + "\n" + PodTroubles.of(client, NAMESPACE),
          "correct what its pods complain about");
    }
  }

  /// The condition Ready, which the operator has not written at first.
  private Condition readiness() {
    var service =
        client
            .genericKubernetesResources("fibonacci.run/v1", "FibonacciService")
            .inNamespace(NAMESPACE)
            .withName("demo")
            .require();
    var json = service.getAdditionalPropertiesNode().at("/status/conditions");
    var conditions = Serialization.jsonMapper().convertValue(json, Condition[].class);
    return Stream.ofNullable(conditions)
        .flatMap(Stream::of)
        .filter(condition -> condition.getType().equals("Ready"))
        .findFirst()
        .orElseGet(DemoService::unknown);
  }

  private static Condition unknown() {
    return new ConditionBuilder()
        .withStatus("Unknown")
        .withMessage("the operator has not looked at it")
        .build();
  }
}

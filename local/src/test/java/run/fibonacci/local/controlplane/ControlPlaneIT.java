package run.fibonacci.local.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.local.KubernetesCondition;
import run.fibonacci.local.binaries.BinaryCache;

@ExtendWith(KubernetesCondition.class)
final class ControlPlaneIT {
  private static ControlPlane plane;

  @BeforeAll
  static void start() throws Exception {
    var binaries = BinaryCache.forTests();
    plane = ControlPlane.startTemporary(binaries.orElseThrow());
    plane.startControllerManager();
  }

  @AfterAll
  static void stop() {
    if (plane != null) {
      plane.close();
    }
  }

  @Test
  void anAdministratorReadsAndWrites() {
    var client = plane.client();
    var map = new ConfigMapBuilder().withNewMetadata().withName("greeting").endMetadata();
    client.resource(map.addToData("hello", "world").build()).inNamespace("default").create();

    var read = client.configMaps().inNamespace("default").withName("greeting").get();
    assertThat(read.getData()).containsEntry("hello", "world");
    assertThat(client.getKubernetesVersion().getGitVersion()).isEqualTo("v1.35.4");
  }

  @Test
  void theKubeconfigIsAllThatIsNeeded() {
    try (var client = new KubernetesClientBuilder().withConfig(plane.config()).build()) {
      assertThat(client.namespaces().withName("default").get()).isNotNull();
    }
  }

  @Test
  void aServiceAccountMayDoOnlyWhatItIsGranted() {
    try (var client = as("default", "default")) {
      assertThatThrownBy(() -> client.pods().inNamespace("default").list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403))
          .hasMessageContaining("system:serviceaccount:default:default");
    }
  }

  @Test
  void whoHasNoIdentityIsTurnedAway() {
    var anonymous =
        new ConfigBuilder(plane.config()).withClientCertData(null).withClientKeyData(null).build();
    try (var client = new KubernetesClientBuilder().withConfig(anonymous).build()) {
      assertThatThrownBy(() -> client.namespaces().list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(401));
    }
  }

  @Test
  void aDeploymentGetsPodsAndTakesThemWithIt() {
    var client = plane.client();
    client.load(getClass().getResourceAsStream("deployment.yaml")).inNamespace("default").create();
    var pods = client.pods().inNamespace("default").withLabel("app", "idle");
    await().atMost(Duration.ofSeconds(30)).until(() -> pods.list().getItems().size() == 2);

    client.apps().deployments().inNamespace("default").withName("idle").delete();
    await().atMost(Duration.ofSeconds(30)).until(() -> pods.list().getItems().isEmpty());
  }

  @Test
  void aDeletedNamespaceGoesAway() {
    var client = plane.client();
    var namespace = new NamespaceBuilder().withNewMetadata().withName("brief").endMetadata();
    client.resource(namespace.build()).create();
    client.namespaces().withName("brief").delete();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.namespaces().withName("brief").get() == null);
  }

  private static KubernetesClient as(String namespace, String serviceAccount) {
    var account = plane.client().serviceAccounts().inNamespace(namespace).withName(serviceAccount);
    var token = account.tokenRequest(new TokenRequest()).getStatus().getToken();
    var config =
        new ConfigBuilder(plane.config())
            .withClientCertData(null)
            .withClientKeyData(null)
            .withOauthToken(token)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }
}

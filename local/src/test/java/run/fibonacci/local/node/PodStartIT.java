package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static run.fibonacci.local.node.TestPods.PATIENCE;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a pod is given when it starts.
@ExtendWith(ClusterExtension.class)
final class PodStartIT {
  private TestPods pods;

  @BeforeEach
  void makeNamespace(TestCluster cluster) throws InterruptedException {
    pods = TestPods.in(cluster);
  }

  @Test
  void aPodRunsAndBecomesReadyAtAnAddressOfItsOwn() throws Exception {
    pods.create("web", spec -> spec);
    pods.create("other", spec -> spec);
    var web = pods.awaitReady("web");
    var other = pods.awaitReady("other");

    assertThat(web.getStatus().getPhase()).isEqualTo("Running");
    assertThat(web.getStatus().getPodIP()).startsWith("127.");
    assertThat(web.getStatus().getPodIP()).isNotEqualTo(other.getStatus().getPodIP());
    assertThat(pods.ask("web", "/")).isEqualTo("web");
    await().atMost(PATIENCE).until(() -> pods.events("web").contains("Started"));
  }

  @Test
  void theEnvironmentComesFromValuesThePodAndSecrets() throws Exception {
    pods.secret("login", Map.of("password", "s3cret"));
    pods.create(
        "web",
        pod ->
            pod.editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("GREETING")
                .withValue("hello")
                .endEnv()
                .addNewEnv()
                .withName("LONG")
                .withValue("$(GREETING) $(PASSWORD) $(NOBODY)")
                .endEnv()
                .endContainer()
                .endSpec());
    pods.create(
        "asks",
        pod ->
            pod.editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("PASSWORD")
                .withNewValueFrom()
                .withNewSecretKeyRef("password", "login", false)
                .endValueFrom()
                .endEnv()
                .addNewEnv()
                .withName("ADDRESS")
                .withNewValueFrom()
                .withNewFieldRef("v1", "status.podIP")
                .endValueFrom()
                .endEnv()
                .endContainer()
                .endSpec());
    pods.awaitReady("web");
    var asks = pods.awaitReady("asks");

    assertThat(pods.ask("web", "/env/LONG")).isEqualTo("hello $(PASSWORD) $(NOBODY)");
    assertThat(pods.ask("asks", "/env/PASSWORD")).isEqualTo("s3cret");
    assertThat(pods.ask("asks", "/env/ADDRESS")).isEqualTo(asks.getStatus().getPodIP());
  }

  @Test
  void aPodGetsAKubeconfigOfItsServiceAccount() throws Exception {
    pods.create("web", pod -> pod);
    pods.create("alone", pod -> pod.editSpec().withAutomountServiceAccountToken(false).endSpec());
    pods.awaitReady("web");
    pods.awaitReady("alone");

    assertThat(pods.ask("web", "/env/KUBECONFIG")).endsWith("/kubeconfig");
    assertThat(pods.ask("alone", "/env/KUBECONFIG")).isEqualTo("null");
  }

  @Test
  void anExternalNameThatIsAnAddressIsResolved() throws Exception {
    pods.create("web", pod -> pod);
    pods.awaitReady("web");
    pods.client()
        .resource(
            new ServiceBuilder()
                .withNewMetadata()
                .withName("postgresql")
                .endMetadata()
                .withNewSpec()
                .withType("ExternalName")
                .withExternalName("127.0.0.9")
                .endSpec()
                .build())
        .inNamespace(pods.namespace())
        .create();

    // a JVM remembers for ten seconds that a name was unknown: it is asked for once it is there
    await()
        .atMost(PATIENCE)
        .until(() -> pods.ask("web", "/resolve/postgresql").equals("127.0.0.9"));
    assertThat(pods.ask("web", "/resolve/postgresql." + pods.namespace() + ".svc.cluster.local"))
        .isEqualTo("127.0.0.9");
  }

  @Test
  void limitsReachTheJvm() throws Exception {
    var limits = Map.of("memory", new Quantity("256Mi"), "cpu", new Quantity("1500m"));
    pods.create(
        "web",
        pod ->
            pod.editSpec()
                .editFirstContainer()
                .withArgs("one", "$(HOSTNAME)")
                .withNewResources()
                .withLimits(limits)
                .withRequests(Map.of("cpu", new Quantity("10m")))
                .endResources()
                .endContainer()
                .endSpec());
    pods.awaitReady("web");
    var command =
        ProcessHandle.of(pods.pid("web"))
            .flatMap(process -> process.info().commandLine())
            .orElseThrow();

    assertThat(command).contains("-XX:MaxRAM=268435456", "-XX:ActiveProcessorCount=2");
    assertThat(pods.named("web").getLog()).contains("started one web");
  }
}

package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static run.fibonacci.local.node.TestPods.PATIENCE;
import static run.fibonacci.local.node.TestPods.has;

import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How pods end.
@ExtendWith(ClusterExtension.class)
final class PodEndIT {
  private TestPods pods;

  @BeforeEach
  void makeNamespace(TestCluster cluster) throws InterruptedException {
    pods = TestPods.in(cluster);
  }

  @Test
  void aDeletedPodIsToldToStopAndThenGone() throws Exception {
    pods.create("web", pod -> pod);
    pods.awaitReady("web");
    var output = new ByteArrayOutputStream();
    try (var watch = pods.named("web").watchLog(output)) {
      await().atMost(PATIENCE).until(() -> output.toString().contains("started"));
      pods.named("web").delete();

      await().atMost(PATIENCE).until(() -> pods.named("web").get() == null);
      await().atMost(PATIENCE).until(() -> output.toString().contains("told to stop"));
      assertThat(watch).isNotNull();
    }
  }

  @Test
  void aProgramThatDoesNotStopIsKilledWhenItsGraceIsOver() {
    pods.create(
        "web", pod -> stubborn(pod).editSpec().withTerminationGracePeriodSeconds(1L).endSpec());
    pods.awaitReady("web");
    long pid = pods.pid("web");
    pods.named("web").delete();

    await().atMost(PATIENCE).until(() -> pods.named("web").get() == null);
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void aForcedDeletionKillsAtOnce() {
    pods.create(
        "web", pod -> stubborn(pod).editSpec().withTerminationGracePeriodSeconds(600L).endSpec());
    pods.awaitReady("web");
    long pid = pods.pid("web");
    pods.named("web").withGracePeriod(0).delete();

    await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
  }

  @Test
  void aPodThatIsBeingDeletedIsNotReadyWhileItsHookRuns() {
    pods.create(
        "web",
        pod ->
            pod.editSpec()
                .editFirstContainer()
                .withNewLifecycle()
                .withNewPreStop()
                .withNewSleep(3L)
                .endPreStop()
                .endLifecycle()
                .endContainer()
                .endSpec());
    pods.awaitReady("web");
    long pid = pods.pid("web");
    pods.named("web").delete();

    assertThat(pods.awaitCondition("web", "Ready", "False").getReason())
        .isEqualTo("PodTerminating");
    assertThat(ProcessHandle.of(pid)).isPresent();
    await().atMost(PATIENCE).until(() -> pods.named("web").get() == null);
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void dozensOfPodsComeAndGo() {
    for (int i = 0; i < 24; i++) {
      pods.create("web-" + i, pod -> pod);
    }
    await()
        .atMost(PATIENCE.multipliedBy(2))
        .untilAsserted(() ->
            assertThat(pods.client().pods().inNamespace(pods.namespace()).list().getItems())
                .hasSize(24)
                .allMatch(pod -> has(pod, "Ready", "True")));
    pods.client().pods().inNamespace(pods.namespace()).delete();
    await()
        .atMost(PATIENCE)
        .until(
            () -> pods.client().pods().inNamespace(pods.namespace()).list().getItems().isEmpty());
  }

  private static PodBuilder stubborn(PodBuilder pod) {
    return pod.editSpec()
        .editFirstContainer()
        .addNewEnv()
        .withName("STUBBORN")
        .withValue("yes")
        .endEnv()
        .endContainer()
        .endSpec();
  }
}

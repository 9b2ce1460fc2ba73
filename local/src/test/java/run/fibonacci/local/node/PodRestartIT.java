package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static run.fibonacci.local.node.TestPods.PATIENCE;
import static run.fibonacci.local.node.TestPods.isWaiting;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// When a container is started again, and what it wrote before.
@ExtendWith(ClusterExtension.class)
final class PodRestartIT {
  private TestPods pods;

  @BeforeEach
  void makeNamespace(TestCluster cluster) throws InterruptedException {
    pods = TestPods.in(cluster);
  }

  @Test
  void aKilledProcessIsRestarted() {
    pods.create("web", pod -> pod);
    pods.awaitContainer("web", ContainerStatus::getReady);
    ProcessHandle.of(pods.pid("web")).orElseThrow().destroyForcibly();

    var second = pods.awaitContainer("web", c -> c.getReady() && c.getRestartCount() == 1);
    assertThat(second.getLastState().getTerminated().getExitCode()).isEqualTo(137);
    assertThat(second.getLastState().getTerminated().getReason()).isEqualTo("Error");
  }

  @Test
  void aProgramThatKeepsEndingIsHeldBack() throws Exception {
    pods.create("web", pod -> pod);
    pods.awaitContainer("web", ContainerStatus::getReady);
    pods.exit("web", 3);
    pods.awaitContainer("web", c -> c.getReady() && c.getRestartCount() == 1);
    pods.exit("web", 4);

    var status = pods.awaitContainer("web", isWaiting("CrashLoopBackOff"));
    assertThat(status.getState().getWaiting().getMessage()).startsWith("back-off 10s restarting");
    assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(4);
    assertThat(status.getLastState().getTerminated().getMessage()).contains("I give up");
    assertThat(pods.named("web").getLog()).contains("I give up");
    pods.awaitContainer("web", c -> c.getReady() && c.getRestartCount() == 2);
  }

  @Test
  void aProgramThatIsNotAliveIsRestartedAndOneThatIsNotReadyIsNot() throws Exception {
    pods.create("web", pod -> pod);
    pods.awaitReady("web");
    pods.ask("web", "/break/readiness");
    var unready = pods.awaitContainer("web", container -> !container.getReady());
    assertThat(unready.getRestartCount()).isZero();

    pods.ask("web", "/break/liveness");
    pods.awaitContainer("web", c -> c.getReady() && c.getRestartCount() == 1);
    await()
        .atMost(PATIENCE)
        .until(() -> pods.events("web").containsAll(List.of("Unhealthy", "Killing")));
  }

  @Test
  void logsCanBeTailedAndThoseOfTheRunBeforeRead() throws Exception {
    pods.create("web", pod -> pod);
    pods.awaitContainer("web", ContainerStatus::getReady);
    pods.exit("web", 3);
    pods.awaitContainer("web", c -> c.getReady() && c.getRestartCount() == 1);

    assertThat(pods.named("web").getLog()).isEqualTo("started \n");
    assertThat(pods.named("web").terminated().getLog()).isEqualTo("started \nI give up\n");
    assertThat(pods.named("web").tailingLines(1).getLog()).isEqualTo("started \n");
  }
}

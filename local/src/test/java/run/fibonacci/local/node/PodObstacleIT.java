package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.local.node.TestPods.isWaiting;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Why a pod may not run, and that it does when the obstacle is gone.
@ExtendWith(ClusterExtension.class)
final class PodObstacleIT {
  private TestPods pods;

  @BeforeEach
  void makeNamespace(TestCluster cluster) throws InterruptedException {
    pods = TestPods.in(cluster);
  }

  @Test
  void anUnknownImageIsReportedWithTheKnownOnes() {
    pods.create(
        "web",
        pod -> pod.editSpec().editFirstContainer().withImage("nginx:9").endContainer().endSpec());

    var status = pods.awaitContainer("web", isWaiting("ImagePullBackOff"));
    assertThat(status.getState().getWaiting().getMessage())
        .contains("nginx:9", "sample:1, sample:2");
  }

  @Test
  void aPodWithAMissingSecretStartsWhenTheSecretAppears() {
    pods.create(
        "web",
        pod ->
            pod.editSpec()
                .editFirstContainer()
                .addNewEnvFrom()
                .withNewSecretRef("login", false)
                .endEnvFrom()
                .endContainer()
                .endSpec());
    var status = pods.awaitContainer("web", isWaiting("CreateContainerConfigError"));
    assertThat(status.getState().getWaiting().getMessage()).isEqualTo("secret \"login\" not found");

    pods.secret("login", Map.of("password", "s3cret"));
    pods.awaitReady("web");
  }

  @Test
  void whatAProcessCannotHaveIsRefusedWithTheReason() {
    pods.create(
        "web",
        pod ->
            pod.editSpec()
                .addNewVolume()
                .withName("data")
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .editFirstContainer()
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .endContainer()
                .endSpec());

    var status = pods.awaitContainer("web", isWaiting("CreateContainerConfigError"));
    assertThat(status.getState().getWaiting().getMessage())
        .contains("volume data at /data in container main is not supported");
  }

  @Test
  void aPodThatDoesNotFitIsNotBound() {
    var much = Map.of("cpu", new Quantity("1000"));
    pods.create(
        "big",
        pod ->
            pod.editSpec()
                .editFirstContainer()
                .withNewResources()
                .withRequests(much)
                .endResources()
                .endContainer()
                .endSpec());
    pods.create("picky", pod -> pod.editSpec().addToNodeSelector("disk", "ssd").endSpec());

    assertThat(pods.awaitCondition("big", "PodScheduled", "False").getMessage())
        .isEqualTo("0/1 nodes are available: 1 Insufficient cpu.");
    assertThat(pods.awaitCondition("picky", "PodScheduled", "False").getMessage())
        .isEqualTo("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
  }
}

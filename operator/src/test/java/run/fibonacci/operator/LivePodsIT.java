package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the status says of pods that really start, crash and roll.
@ExtendWith(LiveCluster.class)
final class LivePodsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private Subject demo;
  private TestOperator operator;

  @BeforeEach
  void start() throws InterruptedException {
    demo = LiveCluster.subject();
    operator = TestOperator.with(LiveCluster.operatorConfig(), demo.namespace());
  }

  @AfterEach
  void stop() {
    demo.delete();
    operator.close();
  }

  @Test
  void a_rolling_update_is_told_without_a_flap() {
    try (var history = new StatusHistory(demo)) {
      demo.apply("replicas: 2, image: 'sample:1'");
      eventually(PATIENCE, this::settled, Boolean.TRUE::equals);
      demo.apply("replicas: 2, image: 'sample:2'");
      eventually(() -> demo.says("Progressing"), "True RollingOut"::equals);
      eventually(PATIENCE, this::settled, Boolean.TRUE::equals);

      assertThat(history.of("Ready")).containsExactly("False", "True");
      assertThat(history.of("Progressing")).containsExactly("True", "False", "True", "False");
      assertThat(history.of("Degraded")).containsExactly("False");
      for (var type : new String[] {"Ready", "Progressing", "Degraded"}) {
        assertTimeMovesWithStatus(history, type);
      }
    }
  }

  private static void assertTimeMovesWithStatus(StatusHistory history, String type) {
    var all = history.all(type);
    for (var i = 1; i < all.size(); i++) {
      if (all.get(i).getStatus().equals(all.get(i - 1).getStatus())) {
        assertThat(all.get(i).getLastTransitionTime())
            .isEqualTo(all.get(i - 1).getLastTransitionTime());
      }
    }
  }

  private boolean settled() {
    return demo.says("Ready").equals("True PodsReady")
        && demo.says("Progressing").equals("False Complete")
        && Objects.equals(
            demo.condition("Progressing").orElseThrow().getObservedGeneration(),
            demo.get().getMetadata().getGeneration());
  }

  @Test
  void an_image_that_cannot_be_pulled_is_named() {
    demo.apply("image: 'nowhere/fib:9'");

    assertReason("ErrImagePull|ImagePullBackOff", "nowhere/fib:9");
  }

  @Test
  void a_pod_that_fits_on_no_node_says_so() {
    demo.apply("image: 'sample:1', nodeSelector: {disk: golden}");

    assertReason("Unschedulable", "cannot be scheduled");
  }

  @Test
  void a_crash_comes_with_exit_code_and_last_line() {
    demo.apply("image: 'sample:1', env: [{name: SAMPLE_EXIT, value: '3'}]");

    assertReason("CrashLoopBackOff", "exited with code 3: no database here");
    eventually(() -> demo.says("Degraded"), "True CrashLoopBackOff"::equals);
  }

  @Test
  void a_quota_that_is_used_up_is_named() {
    var quota =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: none, namespace: %s}
            spec: {hard: {pods: '0'}}
            """
                .formatted(demo.namespace()),
            ResourceQuota.class);
    demo.client().resource(quota).create();
    eventually(
        PATIENCE,
        () -> demo.client().resource(quota).get().getStatus(),
        status -> status != null && !status.getHard().isEmpty());
    demo.apply("image: 'sample:1'");

    assertReason("FailedCreate", "exceeded quota");
  }

  @Test
  void a_probe_that_fails_is_named() {
    demo.apply("image: 'sample:1', env: [{name: SAMPLE_FAILS, value: readiness}]");

    assertReason("ProbeFailing", "fails its readiness probe GET /health/readiness");
  }

  private void assertReason(String reason, String message) {
    eventually(PATIENCE, () -> demo.says("Ready"), said -> said.matches("False (" + reason + ")"));
    assertThat(demo.condition("Ready").orElseThrow().getMessage())
        .startsWith("0 of 2 pods are ready; ")
        .contains(message);
  }
}

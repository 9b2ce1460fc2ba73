package run.fibonacci.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.FibonacciService;

@EnableKubernetesMockClient(crud = true)
final class PodDigestTest {

  private static final FibonacciService DEMO =
      Serialization.unmarshal(
          """
          apiVersion: fibonacci.run/v1
          kind: FibonacciService
          metadata: {name: demo, namespace: team}
          """,
          FibonacciService.class);

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private KubernetesClient client;

  @Test
  void pods_that_are_starting_are_no_trouble() {
    pod("demo-1", "demo", container("waiting: {reason: ContainerCreating}", "{}"));

    assertThat(PodDigest.of(client, DEMO, NOW)).isEmpty();
  }

  @Test
  void an_image_that_cannot_be_pulled_is_named() {
    pod(
        "demo-1",
        "demo",
        container("waiting: {reason: ImagePullBackOff, message: no fib:9}", "{}"));

    assertThat(PodDigest.of(client, DEMO, NOW))
        .contains(new Trouble("ImagePullBackOff", "pod demo-1: no fib:9", true));
  }

  @Test
  void a_crash_loop_comes_with_exit_code_and_last_words() {
    pod(
        "demo-1",
        "demo",
        container(
            "waiting: {reason: CrashLoopBackOff, message: back-off 10s}",
            "terminated: {exitCode: 1, message: 'port 80 is taken'}"));

    assertThat(PodDigest.of(client, DEMO, NOW))
        .contains(
            new Trouble(
                "CrashLoopBackOff", "pod demo-1: exited with code 1: port 80 is taken", true));
  }

  @Test
  void the_inside_of_a_stack_trace_is_not_the_last_word() {
    pod(
        "demo-1",
        "demo",
        container(
            "running: {startedAt: '2026-01-01T11:59:59Z'}",
            "terminated: {exitCode: 1, message: \"starting\\nport 80 is taken\\n\\tat"
                + " java.Net\\n\"}"));

    assertThat(PodDigest.of(client, DEMO, NOW))
        .as("also while it is started again")
        .contains(
            new Trouble(
                "CrashLoopBackOff", "pod demo-1: exited with code 1: port 80 is taken", true));
  }

  @Test
  void a_probe_that_fails_is_told_after_a_usual_start_and_needs_a_person_after_two_minutes() {
    pod("demo-1", "demo", running("11:59:50"));
    assertThat(PodDigest.of(client, DEMO, NOW)).isEmpty();

    assertThat(PodDigest.of(client, DEMO, NOW.plusSeconds(10)))
        .contains(
            new Trouble(
                "ProbeFailing",
                "pod demo-1: runs since 2026-01-01T11:59:50Z and fails its startup probe",
                false));
    assertThat(PodDigest.of(client, DEMO, NOW.plusSeconds(120)).orElseThrow().needsPerson())
        .isTrue();
  }

  private static String running(String since) {
    return "containerStatuses: [{name: fib-service, ready: false, started: false, state:"
        + " {running: {startedAt: '2026-01-01T%sZ'}}}]".formatted(since);
  }

  @Test
  void a_pod_without_a_node_says_why_and_needs_a_person_when_no_node_comes() {
    pod(
        "demo-1",
        "demo",
        "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: 0/3"
            + " nodes, lastTransitionTime: '2026-01-01T11:59:00Z'}]");

    assertThat(PodDigest.of(client, DEMO, NOW))
        .contains(new Trouble("Unschedulable", "pod demo-1 cannot be scheduled: 0/3 nodes", false));
    assertThat(PodDigest.of(client, DEMO, NOW.plusSeconds(90)).orElseThrow().needsPerson())
        .isTrue();
  }

  @Test
  void other_services_pods_do_not_matter() {
    pod("other-1", "other", container("waiting: {reason: ImagePullBackOff, message: no}", "{}"));

    assertThat(PodDigest.of(client, DEMO, NOW)).isEmpty();
  }

  private static String container(String state, String lastState) {
    return "containerStatuses: [{name: fib-service, ready: false, state: {%s}, lastState: {%s}}]"
        .formatted(state, lastState.equals("{}") ? "" : lastState);
  }

  private void pod(String name, String instance, String status) {
    var pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: %s
              namespace: team
              labels: {app.kubernetes.io/name: fib-service, app.kubernetes.io/instance: %s}
            spec: {containers: [{name: fib-service}]}
            status: {%s}
            """
                .formatted(name, instance, status),
            Pod.class);
    client.resource(pod).create();
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import run.fibonacci.operator.dependent.ServiceMonitor;
import run.fibonacci.operator.status.StatusReport;

@ExtendWith(Cluster.class)
final class DriftIT {

  /// A second is promised; the rest is for a machine that is busy with other tests.
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  private final Subject demo = new Subject(Cluster.namespace());
  private final TestOperator operator = TestOperator.in(demo.namespace());

  @BeforeEach
  void a_service_with_every_child() {
    demo.apply(EveryChild.SPEC);
    EveryChild.kinds().forEach(demo::await);
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @ParameterizedTest
  @MethodSource("run.fibonacci.operator.EveryChild#kinds")
  <R extends HasMetadata> void a_deleted_child_comes_back(Class<R> kind) {
    var before = demo.child(kind).get().getMetadata().getUid();

    demo.child(kind).delete();

    eventually(
        () -> demo.child(kind).get(),
        child -> child != null && !child.getMetadata().getUid().equals(before));
  }

  /// One change for each kind of child, and the field in it that the operator owns.
  static Stream<Arguments> edits() {
    return Stream.of(
        arguments(Service.class, "{\"spec\": {\"type\": \"NodePort\"}}", "spec.type"),
        arguments(
            Service.class, "{\"spec\": {\"selector\": {\"app\": \"mine\"}}}", "spec.selector"),
        arguments(
            Service.class,
            "{\"spec\": {\"ports\": [{\"name\": \"http\", \"port\": 80, \"targetPort\": 9}]}}",
            "spec.ports[http].targetPort"),
        // two ports of one name exclude each other
        arguments(
            Service.class,
            "{\"spec\": {\"ports\": [{\"name\": \"http\", \"port\": 99}]}}",
            "spec.ports"),
        arguments(Service.class, "{\"spec\": {\"ports\": [{\"port\": 99}]}}", "spec.ports"),
        arguments(
            HorizontalPodAutoscaler.class, "{\"spec\": {\"maxReplicas\": 50}}", "spec.maxReplicas"),
        arguments(
            Ingress.class,
            "{\"spec\": {\"rules\": [{\"host\": \"evil.example.com\"}]}}",
            "spec.rules"),
        arguments(
            Deployment.class,
            "{\"spec\": {\"revisionHistoryLimit\": 9}}",
            "spec.revisionHistoryLimit"),
        arguments(
            ServiceAccount.class,
            "{\"automountServiceAccountToken\": true}",
            "automountServiceAccountToken"),
        arguments(
            PodDisruptionBudget.class,
            "{\"spec\": {\"maxUnavailable\": 0}}",
            "spec.maxUnavailable"),
        // and so do the two ways to write a budget
        arguments(
            PodDisruptionBudget.class,
            "{\"spec\": {\"maxUnavailable\": null, \"minAvailable\": 1}}",
            "spec.maxUnavailable"),
        // and the sources of a volume
        arguments(
            Deployment.class,
            "{\"spec\": {\"template\": {\"spec\": {\"volumes\":"
                + " [{\"name\": \"tmp\", \"hostPath\": {\"path\": \"/tmp\"}}]}}}}",
            "spec.template.spec.volumes"),
        arguments(NetworkPolicy.class, "{\"spec\": {\"ingress\": [{}]}}", "spec.ingress"),
        arguments(
            HTTPRoute.class,
            "{\"spec\": {\"parentRefs\": [{\"name\": \"mine\"}]}}",
            "spec.parentRefs"),
        arguments(ServiceMonitor.class, "{\"spec\": {\"jobLabel\": \"mine\"}}", "spec.jobLabel"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  <R extends HasMetadata> void an_edit_is_undone_at_once_and_says_whose_it_was(
      Class<R> kind, String patch, String field) throws Exception {
    settle();
    var before = intent(kind);

    demo.edit(kind, "kubectl-edit", patch);

    eventually(AT_ONCE, () -> intent(kind), before::equals);
    eventually(
        demo::events,
        events -> events.stream().anyMatch(e -> e.getReason().equals("DriftCorrected")));
    var name = HasMetadata.getKind(kind);
    assertThat(demo.events().getLast().getNote())
        .startsWith("kubectl-edit changed " + field)
        .contains("of " + name + " demo: put back");
    assertThat(operator.metrics())
        .contains(
            "fibonacci_drift_corrected_total{kind=\"%s\",manager=\"kubectl-edit\"} 1.0"
                .formatted(name));
  }

  @Test
  void the_same_edit_again_is_counted_in_the_same_event() {
    settle();
    for (var i = 1; i <= 3; i++) {
      demo.edit(Service.class, "kubectl-edit", "{\"spec\": {\"type\": \"NodePort\"}}");
      eventually(() -> demo.child(Service.class).get().getSpec().getType(), "ClusterIP"::equals);
    }

    var drifts =
        eventually(
            this::drifts,
            events ->
                !events.isEmpty()
                    && events.getFirst().getSeries() != null
                    && events.getFirst().getSeries().getCount().equals(3));
    assertThat(drifts).hasSize(1);
  }

  @Test
  void a_new_wish_of_the_user_is_no_drift() throws Exception {
    settle();

    demo.apply("replicas: 3, ingress: {}, service: {port: 81}");
    eventually(
        () -> demo.child(Service.class).get().getSpec().getPorts().getFirst().getPort(),
        Integer.valueOf(81)::equals);
    demo.awaitNo(HorizontalPodAutoscaler.class);
    demo.apply(EveryChild.SPEC);
    demo.await(HorizontalPodAutoscaler.class);
    settle();

    assertThat(operator.metrics()).doesNotContain("fibonacci_drift_corrected_total");
    assertThat(drifts()).isEmpty();
  }

  @Test
  void who_insists_is_answered_ever_more_rarely_until_he_stops() throws Exception {
    settle();
    var rival = new Rival();
    try (var _ = rival) {
      eventually(() -> demo.says("Degraded"), "True Contested"::equals);
      assertThat(demo.condition("Degraded").orElseThrow().getMessage())
          .startsWith("rival keeps changing spec.revisionHistoryLimit of Deployment demo");
      var before = corrections();

      await().pollDelay(Duration.ofSeconds(8)).until(() -> true);

      assertThat(corrections() - before).isBetween(1L, 3L);
      assertThat(demo.says("Ready")).isEqualTo("True PodsReady");
    }
    eventually(Duration.ofMinutes(2), () -> demo.says("Degraded"), "False AsExpected"::equals);
    assertThat(demo.deployment().getSpec().getRevisionHistoryLimit()).isEqualTo(3);
  }

  /// Somebody with a loop of his own.
  private final class Rival implements AutoCloseable {

    private final Watch watch =
        demo.child(Deployment.class)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, Deployment now) {
                    if (now.getSpec().getRevisionHistoryLimit() != 9) {
                      demo.edit(
                          Deployment.class, "rival", "{\"spec\": {\"revisionHistoryLimit\": 9}}");
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                });

    @Override
    public void close() {
      watch.close();
    }
  }

  private long corrections() {
    return operator.writes().stream()
        .filter(call -> call.startsWith("PATCH") && call.endsWith("/deployments/demo"))
        .count();
  }

  private List<Event> drifts() {
    return demo.events().stream().filter(e -> e.getReason().equals("DriftCorrected")).toList();
  }

  /// Waits until the status says that all is as wanted.
  private void settle() {
    demo.ready(demo.deployment().getSpec().getReplicas());
    eventually(
        () -> demo.get().getStatus(),
        status ->
            StatusReport.isSettled(status)
                && demo.get().getMetadata().getGeneration().equals(status.observedGeneration()));
  }

  /// What a person wrote about a child, without what the API server adds.
  private Object intent(Class<? extends HasMetadata> kind) {
    return switch (demo.child(kind).get()) {
      case ServiceAccount account -> account.getAutomountServiceAccountToken();
      case Service service ->
          List.of(
              service.getSpec().getType(),
              service.getSpec().getSelector(),
              service.getSpec().getPorts().stream()
                  .map(port -> port.getPort() + " to " + port.getTargetPort().getValue())
                  .toList());
      case HasMetadata child ->
          Serialization.unmarshal(Serialization.asJson(child), Map.class).get("spec");
    };
  }

  @Test
  void what_others_add_survives_a_new_spec_and_a_new_operator() {
    demo.patch(Service.class, "{\"metadata\": {\"annotations\": {\"team\": \"maths\"}}}");
    demo.patch(Deployment.class, "{\"metadata\": {\"labels\": {\"team\": \"maths\"}}}");
    // what `kubectl rollout restart` and whoever injects sidecars do
    demo.patch(
        Deployment.class,
        "{\"spec\": {\"template\": {\"metadata\": {\"annotations\":"
            + " {\"kubectl.kubernetes.io/restartedAt\": \"now\","
            + " \"sidecar.istio.io/inject\": \"true\"}}}}}");

    demo.apply("autoscaling: {minReplicas: 2, maxReplicas: 6}, ingress: {}, service: {port: 81}");
    awaitPort(81);
    assertOthersSurvive();
    operator.close();
    try (var _ = TestOperator.in(demo.namespace(), "FIB_RESYNC", "0.2s")) {
      demo.apply("autoscaling: {minReplicas: 2, maxReplicas: 6}, service: {port: 82}");
      awaitPort(82);
      demo.awaitNo(Ingress.class);
      assertOthersSurvive();
    }
  }

  private void awaitPort(int port) {
    eventually(
        () -> demo.child(Service.class).get().getSpec().getPorts().getFirst().getPort(),
        Integer.valueOf(port)::equals);
  }

  private void assertOthersSurvive() {
    assertThat(demo.child(Service.class).get().getMetadata().getAnnotations())
        .containsEntry("team", "maths");
    assertThat(demo.deployment().getMetadata().getLabels()).containsEntry("team", "maths");
    assertThat(demo.deployment().getSpec().getTemplate().getMetadata().getAnnotations())
        .isEqualTo(
            Map.of("kubectl.kubernetes.io/restartedAt", "now", "sidecar.istio.io/inject", "true"));
  }
}

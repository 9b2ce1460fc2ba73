package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.dependent.ServiceMonitor;

@ExtendWith(Cluster.class)
final class ChildrenIT {

  static Stream<Path> specs() throws IOException {
    try (var golden = Files.list(Path.of("src/test/resources/golden"))) {
      var cases = golden.map(folder -> folder.resolve("in.yaml")).sorted().toList();
      return cases.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("run.fibonacci.operator.EveryChild#kinds")
  <R extends HasMetadata> void each_child_is_applied_and_owned(Class<R> kind) {
    var demo = new Subject(Cluster.namespace());
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(EveryChild.SPEC);

      var child = demo.await(kind).getMetadata();

      assertThat(child.getOwnerReferences())
          .singleElement()
          .returns("FibonacciService", owner -> owner.getKind())
          .returns(demo.get().getMetadata().getUid(), owner -> owner.getUid())
          .returns(true, owner -> owner.getController());
      assertThat(child.getManagedFields())
          .anySatisfy(fields -> {
            assertThat(fields.getManager()).isEqualTo("fibonacci-operator");
            assertThat(fields.getOperation()).isEqualTo("Apply");
          });
    }
  }

  @Test
  void a_service_costs_one_write_for_each_child_and_at_most_two_for_its_status() {
    var demo = new Subject(Cluster.namespace());
    try (var operator = TestOperator.in(demo.namespace())) {
      demo.apply(EveryChild.SPEC);
      demo.await(Deployment.class);
      demo.ready(2);
      eventually(() -> demo.says("Ready"), "True PodsReady"::equals);

      var writes = operator.writes();

      assertThat(writes.stream().filter(call -> !call.endsWith("/status")))
          .hasSize(9)
          .doesNotHaveDuplicates();
      assertThat(writes.stream().filter(call -> call.endsWith("/status"))).hasSizeLessThan(3);
      eventually(demo::events, events -> events.size() > 1);
      assertThat(demo.events())
          .extracting(Event::getReason)
          .containsExactlyInAnyOrder("Created", "Ready");
      assertThat(operator.eventWrites()).hasSize(2);
      assertThat(operator.work())
          .noneMatch(call -> call.startsWith("GET ") && call.endsWith("/fibonacciservices/demo"));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void a_service_at_rest_costs_no_call_however_often_it_is_looked_at(Path spec) throws Exception {
    var demo = new Subject(Cluster.namespace());
    try (var operator = TestOperator.in(demo.namespace(), settings(spec))) {
      var service = Serialization.unmarshal(Files.readString(spec), FibonacciService.class);
      service.getMetadata().setNamespace(demo.namespace());
      Cluster.admin().resource(service).create();
      var wanted = demo.await(Deployment.class).getSpec().getReplicas();
      demo.ready(wanted);
      eventually(() -> demo.says("Ready"), "True PodsReady"::equals);
      eventually(() -> demo.says("Progressing"), "False Complete"::equals);
      var settled = operator.reconciles() + 3;
      eventually(operator::reconciles, reconciles -> reconciles >= settled);
      var before = operator.work();

      eventually(operator::reconciles, reconciles -> reconciles >= settled + 10);

      assertThat(operator.work()).isEqualTo(before);
    }
  }

  /// A short resync, and what the golden case tells its operator.
  static String[] settings(Path spec) throws IOException {
    var settings = new ArrayList<>(List.of("FIB_RESYNC", "0.2s"));
    var told = spec.resolveSibling("operator.yaml");
    if (Files.exists(told)) {
      Map<?, ?> environment = Serialization.unmarshal(Files.readString(told), Map.class);
      environment.forEach(
          (name, value) -> settings.addAll(List.of(name.toString(), value.toString())));
    }
    return settings.toArray(String[]::new);
  }

  @Test
  void what_the_spec_no_longer_wants_goes_and_comes_back_with_it() {
    var demo = new Subject(Cluster.namespace());
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(EveryChild.SPEC);
      demo.await(Ingress.class);
      demo.await(HorizontalPodAutoscaler.class);

      demo.apply("replicas: 1, serviceAccount: {name: default}");
      demo.awaitNo(Ingress.class);
      demo.awaitNo(PodDisruptionBudget.class);
      demo.awaitNo(NetworkPolicy.class);
      demo.awaitNo(HTTPRoute.class);
      demo.awaitNo(ServiceMonitor.class);
      demo.awaitNo(HorizontalPodAutoscaler.class);
      demo.awaitNo(ServiceAccount.class);

      demo.apply(EveryChild.SPEC);
      demo.await(Ingress.class);
      demo.await(ServiceAccount.class);
      demo.await(PodDisruptionBudget.class);
      demo.await(HTTPRoute.class);
      demo.await(ServiceMonitor.class);
    }
  }

  @Test
  void what_a_route_or_a_monitor_no_longer_says_goes() {
    var demo = new Subject(Cluster.namespace());
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(
          "gateway: {parentRefs: [{name: public, sectionName: https}], hostnames: [a.example.com]},"
              + " monitoring: {serviceMonitor: {interval: 15s, labels: {release: prometheus}}}");
      demo.await(HTTPRoute.class);
      demo.await(ServiceMonitor.class);

      demo.apply(
          "gateway: {parentRefs: [{name: public}]},"
              + " monitoring: {serviceMonitor: {labels: {team: maths}}}");

      eventually(
          () -> demo.child(HTTPRoute.class).get().getSpec(),
          spec ->
              spec.getHostnames().isEmpty()
                  && spec.getParentRefs().getFirst().getSectionName() == null);
      eventually(
          () -> demo.child(ServiceMonitor.class).get(),
          monitor ->
              monitor.getSpec().endpoints().getFirst().interval() == null
                  && !monitor.getMetadata().getLabels().containsKey("release"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas: 1",
        "replicas: 2, disruptionBudget: {minAvailable: 2}",
        "replicas: 3, disruptionBudget: {minAvailable: '67%'}",
        "autoscaling: {minReplicas: 1, maxReplicas: 9}"
      })
  void a_budget_that_would_keep_a_node_from_being_drained_is_not_made(String spec) {
    var demo = new Subject(Cluster.namespace());
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(PodDisruptionBudget.class);

      demo.apply(spec);

      demo.awaitNo(PodDisruptionBudget.class);
    }
  }

  @Test
  void a_paused_service_is_reported_on_and_left_alone() {
    var demo = new Subject(Cluster.namespace());
    try (var operator = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      demo.await(Service.class);

      demo.apply("replicas: 4, paused: true");
      eventually(() -> demo.says("Progressing"), "False Paused"::equals);
      demo.child(Service.class).delete();
      demo.ready(2);
      eventually(() -> demo.get().getStatus().readyReplicas(), Integer.valueOf(2)::equals);
      assertThat(demo.child(Service.class).get()).isNull();
      assertThat(demo.deployment().getSpec().getReplicas()).isEqualTo(2);

      demo.apply("replicas: 4, paused: false");
      demo.await(Service.class);
      eventually(() -> demo.deployment().getSpec().getReplicas(), Integer.valueOf(4)::equals);
      assertThat(operator.calls()).isNotEmpty();
    }
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.operator.dependent.ServiceMonitor;

/// Children of kinds that the cluster has not, or not yet.
@ExtendWith(Cluster.class)
final class OptionalChildrenIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @BeforeEach
  void uninstall() {
    for (var type :
        new String[] {
          "httproutes.gateway.networking.k8s.io", "servicemonitors.monitoring.coreos.com"
        }) {
      Cluster.admin().apiextensions().v1().customResourceDefinitions().withName(type).delete();
    }
    eventually(
        () ->
            Cluster.admin().supports(HTTPRoute.class)
                || Cluster.admin().supports(ServiceMonitor.class),
        Boolean.FALSE::equals);
  }

  @AfterEach
  void install() throws IOException {
    Cluster.installTypes(Cluster.admin());
    eventually(
        () ->
            Cluster.admin().supports(HTTPRoute.class)
                && Cluster.admin().supports(ServiceMonitor.class),
        Boolean.TRUE::equals);
  }

  @Test
  void a_route_is_missed_aloud_and_appears_when_the_gateway_api_is_installed() throws IOException {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("gateway: {parentRefs: [{name: public}], hostnames: [fib.example.com]}");
      demo.await(Deployment.class);
      demo.ready(2);

      eventually(() -> demo.says("Degraded"), "True MissingKind"::equals);
      eventually(() -> demo.says("Ready"), "True PodsReady"::equals);
      assertThat(demo.condition("Degraded").orElseThrow().getMessage())
          .isEqualTo(
              "spec.gateway needs the Gateway API (gateway.networking.k8s.io/v1), which this"
                  + " cluster does not have: install it, or use spec.ingress");

      Cluster.installTypes(Cluster.admin());

      var route = demo.await(HTTPRoute.class);
      assertThat(route.getSpec().getHostnames()).containsExactly("fib.example.com");
      eventually(() -> demo.says("Degraded"), "False AsExpected"::equals);
    }
  }

  @Test
  void a_service_monitor_appears_when_the_prometheus_operator_is_installed() throws IOException {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply("monitoring: {serviceMonitor: {interval: 15s, labels: {release: prometheus}}}");
      demo.await(Deployment.class);
      eventually(() -> demo.says("Degraded"), "True MissingKind"::equals);

      Cluster.installTypes(Cluster.admin());

      var monitor = demo.await(ServiceMonitor.class);
      assertThat(monitor.getMetadata().getLabels()).containsEntry("release", "prometheus");
      assertThat(monitor.getSpec().endpoints().getFirst().interval()).isEqualTo("15s");
    }
  }

  @Test
  void nobody_asks_for_a_kind_that_no_service_wants() {
    try (var operator = TestOperator.in(demo.namespace(), "FIB_RESYNC", "0.2s")) {
      demo.apply("replicas: 1");
      demo.await(Deployment.class);
      demo.ready(1);
      eventually(() -> demo.says("Progressing"), "False Complete"::equals);
      var started = reconciles(operator);

      eventually(() -> reconciles(operator), now -> now > started + 10);

      assertThat(operator.calls().stream().filter(call -> call.contains("monitoring.coreos.com")))
          .hasSize(1);
    }
  }

  private static long reconciles(TestOperator operator) {
    try {
      return operator.reconciles();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.operator.dependent.ServiceMonitor;

/// A block of the spec that loses its last field, by server-side apply.
@ExtendWith(Cluster.class)
final class EmptyBlockIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void a_block_without_fields_still_asks_for_its_child() {
    try (var _ = TestOperator.in(demo.namespace())) {
      demo.apply(
          "ingress: {host: fib.example.com}, service: {port: 81}, networkPolicy: {from:"
              + " [{podSelector: {}}]}, monitoring: {serviceMonitor: {interval: 15s}}");
      eventually(() -> host(demo.await(Ingress.class)), "fib.example.com"::equals);
      demo.await(ServiceMonitor.class);
      demo.await(NetworkPolicy.class);

      demo.apply("ingress: {}, service: {}, networkPolicy: {}, monitoring: {serviceMonitor: {}}");

      eventually(() -> host(demo.await(Ingress.class)), ""::equals);
      eventually(
          () -> demo.child(Service.class).get().getSpec().getPorts().getFirst().getPort(),
          Integer.valueOf(80)::equals);
      eventually(
          () -> demo.child(ServiceMonitor.class).get(),
          monitor ->
              monitor != null && monitor.getSpec().endpoints().getFirst().interval() == null);
      assertThat(demo.child(NetworkPolicy.class).get()).isNotNull();
    }
  }

  @Test
  void maps_may_become_empty() {
    demo.apply("podLabels: {team: maths}, podAnnotations: {a: b}, nodeSelector: {disk: ssd}");

    demo.apply("podLabels: {}, podAnnotations: {}, nodeSelector: {}");

    assertThat(demo.get().getSpec().podLabels()).isEmpty();
    assertThat(demo.get().getSpec().nodeSelector()).isEmpty();
  }

  private static String host(Ingress ingress) {
    var host = ingress.getSpec().getRules().getFirst().getHost();
    return host == null ? "" : host;
  }
}

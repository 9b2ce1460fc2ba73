package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a fleet costs the API server when nothing happens.
@ExtendWith(Cluster.class)
final class AtRestIT {

  private final List<Subject> fleet =
      Stream.generate(() -> new Subject(Cluster.namespace())).limit(12).toList();

  @Test
  void a_minute_of_a_fleet_at_rest_costs_no_call_but_watches_and_the_lease() throws Exception {
    var namespaces = fleet.stream().map(Subject::namespace).collect(Collectors.joining(","));
    try (var operator =
        TestOperator.in(
            namespaces,
            "FIB_RESYNC",
            "2s",
            "FIB_LEADER_ELECTION",
            "true",
            "POD_NAMESPACE",
            "fibonacci-system",
            "POD_NAME",
            "at-rest")) {
      for (var service : fleet) {
        service.apply("autoscaling: {maxReplicas: 5}, ingress: {}, networkPolicy: {}");
      }
      for (var service : fleet) {
        service.await(Deployment.class);
        service.ready(2);
        eventually(Duration.ofMinutes(1), () -> service.says("Ready"), "True PodsReady"::equals);
      }
      var looked = operator.reconciles();
      var before = new AtomicReference<>(operator.work());

      await()
          .during(Duration.ofSeconds(60))
          .atMost(Duration.ofSeconds(90))
          .until(() -> {
            var now = operator.work();
            return now.equals(before.getAndSet(now));
          });

      assertThat(operator.reconciles() - looked).isGreaterThan(12 * 10);
    }
  }
}

package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.operator.leader.Leadership;

@ExtendWith(Cluster.class)
final class LeadershipIT {

  private final Subject demo = new Subject(Cluster.namespace());

  @Test
  void one_operator_acts_and_hands_over_when_it_ends() {
    var first = TestOperator.candidate(demo.namespace(), "operator-1");
    eventually(LeadershipIT::holder, "operator-1"::equals);
    try (var second = TestOperator.candidate(demo.namespace(), "operator-2")) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      eventually(() -> demo.child(Service.class).get() != null, Boolean.TRUE::equals);
      assertThat(second.writes()).noneMatch(call -> call.contains(demo.namespace()));

      first.close();

      eventually(LeadershipIT::holder, "operator-2"::equals);
      demo.apply("replicas: 3");
      eventually(() -> demo.deployment().getSpec().getReplicas(), Integer.valueOf(3)::equals);
    }
    assertThat(holder()).as("the last one gives the lease back").isEmpty();
  }

  private static String holder() {
    var lease =
        Cluster.admin().leases().inNamespace("fibonacci-system").withName(Leadership.LEASE).get();
    return lease == null ? "" : lease.getSpec().getHolderIdentity();
  }
}

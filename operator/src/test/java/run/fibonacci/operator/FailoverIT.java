package run.fibonacci.operator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.operator.leader.Leadership;
import run.fibonacci.operator.proxy.ApiProxy.Way;
import run.fibonacci.operator.proxy.Call;

/// Two operators as processes of their own, each behind a proxy that writes down what it asks: one
/// leads, and is lost in several ways.
@ExtendWith(Cluster.class)
final class FailoverIT {

  /// How long the other may take to act when the leader could not say that it ends.
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final Subject demo = new Subject(Cluster.namespace());
  private OperatorProcess leader;
  private OperatorProcess other;

  @BeforeEach
  void one_leads_and_the_other_stands_by() throws Exception {
    var lease = Cluster.admin().leases().inNamespace("fibonacci-system").withName(Leadership.LEASE);
    lease.delete();
    leader = OperatorProcess.start("operator-1", demo.namespace()).awaitReady();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> lease.get() != null && !lease.get().getSpec().getHolderIdentity().isEmpty());
    other = OperatorProcess.start("operator-2", demo.namespace()).awaitReady();
    demo.apply("replicas: 2");
    demo.await(Deployment.class);
    demo.await(Service.class);
    // nothing may be on its way when the leader is stopped: it would still arrive
    Subject.eventually(() -> demo.says("Ready"), "False WaitingForPods"::equals);
    Subject.eventually(demo::events, events -> !events.isEmpty());
    assertThat(other.proxy.acts()).isEmpty();
  }

  @AfterEach
  void both_end() {
    other.close();
    leader.close();
  }

  @Test
  void when_the_leader_is_told_to_end_the_other_acts_within_three_seconds() throws Exception {
    leader.signal("TERM");
    awaitTheOtherToAct(Duration.ofSeconds(3));

    leader.ended().get(20, SECONDS);
    assertThatTheyNeverActedTogether();
  }

  @Test
  void when_the_leader_is_killed_the_other_acts_when_the_lease_has_run_out() throws Exception {
    leader.signal("KILL");
    awaitTheOtherToAct(LEASE);

    assertThatTheyNeverActedTogether();
  }

  @Test
  void a_leader_that_is_cut_off_ends_before_the_other_begins() throws Exception {
    leader.proxy.way(Way.SILENT);
    awaitTheOtherToAct(LEASE.plusSeconds(1));

    assertThat(leader.ended().get(1, SECONDS)).isBefore(other.proxy.acts().getFirst().at());
    assertThatTheyNeverActedTogether();
  }

  @Test
  void a_leader_that_slept_through_its_lease_does_nothing_when_it_wakes() throws Exception {
    leader.signal("STOP");
    awaitTheOtherToAct(LEASE);
    demo.patch(Service.class, "{\"spec\": {\"ports\": [{\"port\": 81, \"targetPort\": 81}]}}");

    leader.signal("CONT");

    leader.ended().get(20, SECONDS);
    assertThatTheyNeverActedTogether();
    assertThat(leader.log()).anyMatch(line -> line.contains("The lease"));
  }

  /// Changes the service and waits until that has been carried out.
  private void awaitTheOtherToAct(Duration atMost) {
    demo.apply("replicas: 3");
    Awaitility.await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> demo.deployment().getSpec().getReplicas() == 3);
    assertThat(other.proxy.acts()).isNotEmpty();
  }

  private void assertThatTheyNeverActedTogether() {
    assertThat(leader.proxy.acts())
        .extracting(Call::at)
        .allSatisfy(at -> assertThat(at).isBefore(other.proxy.acts().getFirst().at()));
  }
}

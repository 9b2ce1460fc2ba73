package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A new version of the operator that wants other pods: here, another default image.
@ExtendWith(Cluster.class)
final class UpgradeIT {

  private static final String OLD = "fib:old";
  private static final String NEW = "fib:new";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Subject> fleet =
      Stream.generate(() -> new Subject(Cluster.namespace())).limit(5).toList();
  private TestOperator operator;

  /// The services become ready one after the other, the last one first.
  @BeforeEach
  void a_fleet_of_the_old_version() {
    operator = operator(OLD);
    for (var service : fleet.reversed()) {
      service.apply("replicas: 2");
      service.await(Deployment.class);
      becomesReady(service);
      var ready = service.condition("Ready").orElseThrow().getLastTransitionTime();
      await().until(() -> Instant.now().isAfter(Instant.parse(ready).plusSeconds(1)));
    }
    operator.close();
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void the_longest_ready_go_first_a_few_at_a_time_and_a_restart_changes_nothing() {
    operator = operator(NEW);
    awaitNew(4, 3);
    for (var i = 0; i < 3; i++) {
      var waiting = fleet.get(i);
      eventually(() -> waiting.says("Progressing"), "True WaitingForTurn"::equals);
      assertThat(waiting.says("Ready")).isEqualTo("True PodsReady");
    }
    assertThat(fleet.get(4).says("Progressing")).isEqualTo("True Upgrading");

    operator.close();
    operator = operator(NEW);
    await()
        .during(Duration.ofSeconds(7))
        .atMost(PATIENCE)
        .until(() -> renewed().equals(List.of(3, 4)));

    becomesReady(fleet.get(4));
    awaitNew(4, 3, 2);
    becomesReady(fleet.get(3));
    becomesReady(fleet.get(2));
    awaitNew(4, 3, 2, 1, 0);
    becomesReady(fleet.get(1));
    becomesReady(fleet.get(0));
  }

  @Test
  void one_that_does_not_become_ready_stops_the_rest_until_it_does() {
    operator = operator(NEW);
    awaitNew(4, 3);
    fails(fleet.get(3));
    eventually(() -> fleet.get(3).says("Degraded"), "True ProgressDeadlineExceeded"::equals);
    assertThat(fleet.get(3).says("Progressing")).isEqualTo("False UpgradeStuck");
    becomesReady(fleet.get(4));

    var next = fleet.get(2);
    eventually(
        () -> next.condition("Progressing").orElseThrow().getMessage(),
        said -> said.contains("wait for " + fleet.get(3).namespace() + "/demo"));
    await()
        .during(Duration.ofSeconds(7))
        .atMost(PATIENCE)
        .until(() -> renewed().equals(List.of(3, 4)));

    becomesReady(fleet.get(3));
    awaitNew(4, 3, 2, 1);
  }

  @Test
  void what_a_user_changes_is_not_held_up() {
    operator = operator(NEW);
    awaitNew(4, 3);

    fleet.get(0).apply("replicas: 2, logging: {level: DEBUG}");

    awaitNew(4, 3, 0);
    eventually(() -> fleet.get(0).says("Progressing"), "True RollingOut"::equals);
  }

  @Test
  void a_service_that_waits_is_still_looked_after() {
    operator = operator(NEW);
    awaitNew(4, 3);
    var waiting = fleet.get(0);
    eventually(() -> waiting.says("Progressing"), "True WaitingForTurn"::equals);

    waiting.edit(Deployment.class, "kubectl", "{\"spec\": {\"revisionHistoryLimit\": 9}}");

    eventually(
        () -> waiting.deployment().getSpec().getRevisionHistoryLimit(), Integer.valueOf(3)::equals);
    assertThat(waiting.image()).isEqualTo(OLD);
  }

  private TestOperator operator(String image) {
    var namespaces = fleet.stream().map(Subject::namespace).collect(Collectors.joining(","));
    return TestOperator.in(namespaces, "FIB_SERVICE_IMAGE", image, "FIB_MAX_ROLLOUTS", "2");
  }

  private void becomesReady(Subject service) {
    service.ready(2);
    eventually(PATIENCE, () -> service.says("Progressing"), "False Complete"::equals);
    assertThat(service.says("Ready")).isEqualTo("True PodsReady");
  }

  /// Plays the Deployment controller, whose patience has ended.
  private static void fails(Subject service) {
    service.status(
        """
        {"status": {"updatedReplicas": 1, "conditions": [{"type": "Progressing", "status": "False",
         "reason": "ProgressDeadlineExceeded", "message": "it took too long"}]}}
        """);
  }

  private void awaitNew(Integer... services) {
    var expected = Stream.of(services).sorted().toList();
    eventually(PATIENCE, this::renewed, expected::equals);
  }

  /// Which of the fleet are to have the new image.
  private List<Integer> renewed() {
    return Stream.iterate(0, i -> i < fleet.size(), i -> i + 1)
        .filter(i -> fleet.get(i).image().equals(NEW))
        .toList();
  }
}

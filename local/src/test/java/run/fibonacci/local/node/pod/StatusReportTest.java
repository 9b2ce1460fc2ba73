package run.fibonacci.local.node.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;
import run.fibonacci.local.node.environment.PodFacts;

final class StatusReportTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.5Z");
  private static final Map<String, String> STATES =
      Map.of(
          "creating", "{ready: false, state: {waiting: {reason: ContainerCreating}}}",
          "unready", "{ready: false, state: {running: {}}}",
          "ready", "{ready: true, state: {running: {}}}",
          "crashed",
              "{ready: false, state: {waiting: {reason: CrashLoopBackOff}}, "
                  + "lastState: {terminated: {exitCode: 1}}}",
          "done", "{ready: false, state: {terminated: {exitCode: 0}}}",
          "failed", "{ready: false, state: {terminated: {exitCode: 1}}}");

  @ParameterizedTest
  @CsvSource({
    "Always,creating,Pending,False",
    "Always,unready,Running,False",
    "Always,ready,Running,True",
    "Always,ready+creating,Pending,False",
    "Always,ready+unready,Running,False",
    "Always,ready+crashed,Running,False",
    "Always,crashed,Running,False",
    "Never,done,Succeeded,False",
    "Never,done+failed,Failed,False",
    "Never,done+ready,Running,False",
    "OnFailure,crashed,Running,False"
  })
  void thePhaseAndReadinessFollowFromTheContainers(
      String policy, String states, String phase, String ready) {
    var status = report(policy, states, false, Optional.empty()).at(NOON);
    assertThat(status.getPhase()).isEqualTo(phase);
    assertThat(condition(status, "Ready").getStatus()).isEqualTo(ready);
    assertThat(condition(status, "ContainersReady").getStatus()).isEqualTo(ready);
    assertThat(condition(status, "Initialized").getStatus()).isEqualTo("True");
  }

  @Test
  void unreadyContainersAreNamed() {
    var status = report("Always", "ready+unready+creating", false, Optional.empty()).at(NOON);
    assertThat(condition(status, "Ready").getReason()).isEqualTo("ContainersNotReady");
    assertThat(condition(status, "Ready").getMessage())
        .isEqualTo("containers with unready status: [unready creating]");
  }

  @Test
  void aPodThatIsBeingDeletedIsNotReady() {
    var status = report("Always", "ready", true, Optional.empty()).at(NOON);
    assertThat(status.getPhase()).isEqualTo("Running");
    assertThat(condition(status, "Ready").getReason()).isEqualTo("PodTerminating");
    assertThat(report("Always", "done", true, Optional.empty()).at(NOON).getPhase())
        .isEqualTo("Succeeded");
  }

  @Test
  void aConditionKeepsItsTimeUntilItChanges() {
    var first = report("Always", "unready", false, Optional.empty()).at(NOON);
    var later = NOON.plusSeconds(60);
    var same = report("Always", "unready", false, Optional.of(first)).at(later);
    var changed = report("Always", "ready", false, Optional.of(first)).at(later);

    assertThat(same).isEqualTo(first);
    assertThat(condition(changed, "Ready").getLastTransitionTime())
        .isEqualTo("2026-01-01T12:01:00Z");
    assertThat(condition(changed, "Initialized").getLastTransitionTime())
        .isEqualTo("2026-01-01T12:00:00Z");
    assertThat(changed.getStartTime()).isEqualTo("2026-01-01T12:00:00Z");
    // an earlier reason goes away when the patch is merged
    assertThat(condition(changed, "Ready").getReason()).isEmpty();
  }

  private static StatusReport report(
      String policy, String states, boolean leaving, Optional<PodStatus> before) {
    var pod =
        Yaml.read("{metadata: {name: web}, spec: {restartPolicy: " + policy + "}}", Pod.class);
    var facts = new PodFacts(pod, "127.1.2.10", "127.1.2.1", Map.of());
    return new StatusReport(facts, containers(states), leaving, before);
  }

  private static List<ContainerStatus> containers(String states) {
    return Stream.of(states.split("\\+"))
        .map(name -> {
          var status = Yaml.read(STATES.getOrDefault(name, ""), ContainerStatus.class);
          status.setName(name);
          return status;
        })
        .toList();
  }

  private static PodCondition condition(PodStatus status, String type) {
    return status.getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }
}

package run.fibonacci.local.node.pod;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HostIP;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodIP;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import run.fibonacci.local.node.environment.PodFacts;

/// A pod's status, from what was seen of its containers.
///
/// @param before the status that was written last; tells since when a condition holds
/// @param leaving whether the pod is being deleted: from then on it is not ready
record StatusReport(
    PodFacts facts, List<ContainerStatus> containers, boolean leaving, Optional<PodStatus> before) {

  PodStatus at(Instant now) {
    return new PodStatusBuilder()
        .withObservedGeneration(facts.pod().getMetadata().getGeneration())
        .withPhase(phase())
        .withHostIP(facts.hostIp())
        .withHostIPs(new HostIP(facts.hostIp()))
        .withPodIP(facts.ip())
        .withPodIPs(new PodIP(facts.ip()))
        .withStartTime(before.map(PodStatus::getStartTime).orElse(text(now)))
        .withContainerStatuses(containers)
        .withConditions(conditions().map(condition -> since(condition, now)).toList())
        .build();
  }

  private String phase() {
    if (all(state -> state.getTerminated() != null) && isFinal()) {
      return all(state -> state.getTerminated().getExitCode() == 0) ? "Succeeded" : "Failed";
    }
    return containers.stream().anyMatch(StatusReport::neverRan) ? "Pending" : "Running";
  }

  private boolean all(Predicate<ContainerState> holds) {
    return containers.stream().map(ContainerStatus::getState).allMatch(holds);
  }

  private boolean isFinal() {
    return leaving || !"Always".equals(facts.pod().getSpec().getRestartPolicy());
  }

  private static boolean neverRan(ContainerStatus container) {
    return container.getState().getWaiting() != null && container.getLastState() == null;
  }

  private Stream<PodCondition> conditions() {
    var allReady = allReady();
    return Stream.of(
        condition("Initialized", true, "", ""),
        allReady,
        new PodConditionBuilder(allReady).withType("Ready").build());
  }

  private PodCondition allReady() {
    if (phase().equals("Succeeded")) {
      return condition("ContainersReady", false, "PodCompleted", "");
    }
    if (leaving) {
      return condition("ContainersReady", false, "PodTerminating", "the pod is being deleted");
    }
    var unready =
        containers.stream().filter(c -> !c.getReady()).map(ContainerStatus::getName).toList();
    return unready.isEmpty()
        ? condition("ContainersReady", true, "", "")
        : condition(
            "ContainersReady",
            false,
            "ContainersNotReady",
            "containers with unready status: [" + String.join(" ", unready) + "]");
  }

  // The patch merges conditions by type: an empty reason and message take away earlier ones.
  private static PodCondition condition(String type, boolean holds, String reason, String message) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withReason(reason)
        .withMessage(message)
        .build();
  }

  private PodCondition since(PodCondition condition, Instant now) {
    var time =
        before.stream()
            .flatMap(status -> status.getConditions().stream())
            .filter(old -> old.getType().equals(condition.getType()))
            .filter(old -> Objects.equals(old.getStatus(), condition.getStatus()))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElse(text(now));
    return new PodConditionBuilder(condition)
        .withLastTransitionTime(time)
        .withObservedGeneration(facts.pod().getMetadata().getGeneration())
        .build();
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(SECONDS).toString();
  }
}

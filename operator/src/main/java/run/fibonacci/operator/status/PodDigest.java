package run.fibonacci.operator.status;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.dependent.Labels;

/// The reason why pods are not ready, from the pods themselves. They are listed when somebody wants
/// to know, for one service; no pod is ever watched or kept.
public final class PodDigest {

  /// States that pass by themselves, in the course of every start.
  private static final Set<String> PASSING = Set.of("ContainerCreating", "PodInitializing");

  private PodDigest() {}

  /// What keeps the pods of the service from being ready, if they say anything about it.
  public static Optional<Trouble> of(KubernetesClient client, FibonacciService service) {
    var pods =
        client
            .pods()
            .inNamespace(service.getMetadata().getNamespace())
            .withLabels(Labels.selector(service))
            .list();
    return of(pods.getItems());
  }

  /// The trouble of the first pod, by name, that needs a person; else of the first that has any.
  static Optional<Trouble> of(List<Pod> pods) {
    var troubles =
        pods.stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .sorted(comparing(pod -> pod.getMetadata().getName()))
            .flatMap(PodDigest::troubles)
            .toList();
    return troubles.stream()
        .filter(Trouble::needsPerson)
        .findFirst()
        .or(() -> troubles.stream().findFirst());
  }

  private static Stream<Trouble> troubles(Pod pod) {
    var name = pod.getMetadata().getName();
    var unscheduled =
        pod.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
            .map(c -> unscheduled(name, c));
    var containers =
        pod.getStatus().getContainerStatuses().stream()
            .filter(status -> !Boolean.TRUE.equals(status.getReady()))
            .flatMap(status -> container(name, status).stream());
    return Stream.concat(unscheduled, containers);
  }

  private static Trouble unscheduled(String pod, PodCondition condition) {
    return new Trouble(
        Objects.requireNonNullElse(condition.getReason(), "Unschedulable"),
        "pod %s cannot be scheduled: %s".formatted(pod, condition.getMessage()),
        true);
  }

  private static Optional<Trouble> container(String pod, ContainerStatus status) {
    var waiting =
        Optional.ofNullable(status.getState())
            .map(ContainerState::getWaiting)
            .filter(w -> w.getReason() != null && !PASSING.contains(w.getReason()));
    return waiting.map(w ->
        new Trouble(
            w.getReason(),
            "pod %s: %s".formatted(pod, lastWords(status).orElse(w.getMessage())),
            true));
  }

  /// How the container ended the last time: its exit code and the last line that it wrote.
  private static Optional<String> lastWords(ContainerStatus status) {
    return Optional.ofNullable(status.getLastState())
        .map(ContainerState::getTerminated)
        .map(end ->
            "exited with code %d%s"
                .formatted(
                    end.getExitCode(),
                    end.getMessage() == null ? "" : ": " + end.getMessage().strip()));
  }
}

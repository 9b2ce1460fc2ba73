package run.fibonacci.operator.status;

import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.dependent.Labels;

/// The reason why pods are not ready, from the pods themselves. They are listed when somebody wants
/// to know, for one service; no pod is ever watched or kept.
public final class PodDigest {

  /// A node that is on its way takes about this long; until then no person needs to come.
  private static final Duration NODE_COMES = Duration.ofMinutes(2);

  private PodDigest() {}

  /// What keeps the pods of the service from being ready, if they say anything about it.
  public static Optional<Trouble> of(
      KubernetesClient client, FibonacciService service, Instant now) {
    var pods =
        client
            .pods()
            .inNamespace(service.getMetadata().getNamespace())
            .withLabels(Labels.selector(service))
            .list();
    return of(pods.getItems(), now);
  }

  /// The trouble of the first pod, by name, that needs a person; else of the first that has any.
  static Optional<Trouble> of(List<Pod> pods, Instant now) {
    var troubles =
        pods.stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .sorted(comparing(pod -> pod.getMetadata().getName()))
            .flatMap(pod -> troubles(pod, now))
            .toList();
    return troubles.stream()
        .filter(Trouble::needsPerson)
        .findFirst()
        .or(() -> troubles.stream().findFirst());
  }

  private static Stream<Trouble> troubles(Pod pod, Instant now) {
    var name = pod.getMetadata().getName();
    var unscheduled =
        pod.getStatus().getConditions().stream()
            .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
            .map(c -> unscheduled(name, c, now));
    var containers =
        pod.getStatus().getContainerStatuses().stream()
            .filter(status -> !Boolean.TRUE.equals(status.getReady()))
            .flatMap(status -> container(pod, status, now).stream());
    return Stream.concat(unscheduled, containers);
  }

  private static Trouble unscheduled(String pod, PodCondition condition, Instant now) {
    return new Trouble(
        Objects.requireNonNullElse(condition.getReason(), "Unschedulable"),
        "pod %s cannot be scheduled: %s".formatted(pod, condition.getMessage()),
        isOlder(condition.getLastTransitionTime(), NODE_COMES, now));
  }

  private static Optional<Trouble> container(Pod pod, ContainerStatus status, Instant now) {
    return ContainerTrouble.crash(status)
        .or(() -> ContainerTrouble.obstacle(status))
        .or(() -> ContainerTrouble.probe(pod, status, now))
        .map(t ->
            new Trouble(
                t.reason(),
                "pod %s: %s".formatted(pod.getMetadata().getName(), t.message()),
                t.needsPerson()));
  }

  /// Whether this time is longer ago, or unknown.
  static boolean isOlder(@Nullable String time, Duration age, Instant now) {
    return time == null || Instant.parse(time).plus(age).isBefore(now);
  }
}

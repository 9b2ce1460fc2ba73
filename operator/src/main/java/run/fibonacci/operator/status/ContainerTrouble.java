package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Why a container that should answer does not.
final class ContainerTrouble {

  /// States that pass by themselves, in the course of every start.
  private static final Set<String> PASSING = Set.of("ContainerCreating", "PodInitializing");

  /// A usual start is over by then, and nobody needs to be told of it.
  private static final Duration STARTS = Duration.ofSeconds(15);

  private static final Duration GIVES_UP = Duration.ofMinutes(2);
  private static final int LONGEST_LINE = 300;

  private ContainerTrouble() {}

  /// It has exited, if only to be started again: under one name, whichever of the two it is at.
  static Optional<Trouble> crash(ContainerStatus status) {
    return Stream.of(status.getState(), status.getLastState())
        .filter(Objects::nonNull)
        .map(ContainerState::getTerminated)
        .filter(Objects::nonNull)
        .findFirst()
        .map(end -> new Trouble("CrashLoopBackOff", lastWords(end), true));
  }

  /// It has not been started.
  static Optional<Trouble> obstacle(ContainerStatus status) {
    return Optional.ofNullable(status.getState())
        .map(ContainerState::getWaiting)
        .filter(w -> w.getReason() != null && !PASSING.contains(w.getReason()))
        .map(w -> new Trouble(w.getReason(), Objects.requireNonNullElse(w.getMessage(), ""), true));
  }

  /// It runs, and does not answer its probes.
  static Optional<Trouble> probe(Pod pod, ContainerStatus status, Instant now) {
    return Optional.ofNullable(status.getState())
        .map(ContainerState::getRunning)
        .filter(running -> PodDigest.isOlder(running.getStartedAt(), STARTS, now))
        .map(running ->
            new Trouble(
                "ProbeFailing",
                "runs since %s and fails its %s"
                    .formatted(running.getStartedAt(), probe(pod, status)),
                PodDigest.isOlder(running.getStartedAt(), GIVES_UP, now)));
  }

  private static String probe(Pod pod, ContainerStatus status) {
    var container =
        pod.getSpec().getContainers().stream()
            .filter(c -> c.getName().equals(status.getName()))
            .findFirst();
    return Boolean.FALSE.equals(status.getStarted())
        ? "startup probe" + path(container.map(Container::getStartupProbe))
        : "readiness probe" + path(container.map(Container::getReadinessProbe));
  }

  private static String path(Optional<Probe> probe) {
    return probe.map(Probe::getHttpGet).map(get -> " GET " + get.getPath()).orElse("");
  }

  /// The exit code and the last line that it wrote.
  private static String lastWords(ContainerStateTerminated end) {
    var code = "exited with code " + end.getExitCode();
    return Optional.ofNullable(end.getMessage())
        .flatMap(ContainerTrouble::lastLine)
        .map(line -> code + ": " + line)
        .orElse(code);
  }

  /// The last line that says something: not the inside of a stack trace.
  private static Optional<String> lastLine(String text) {
    return text.lines()
        .filter(Predicate.not(String::isBlank))
        .filter(line -> !Character.isWhitespace(line.charAt(0)))
        .reduce((before, last) -> last)
        .map(line -> line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
  }
}

package run.fibonacci.local.node.container;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import java.time.Instant;
import java.util.Optional;
import run.fibonacci.local.node.container.ContainerState.Ended;
import run.fibonacci.local.node.container.ContainerState.Running;
import run.fibonacci.local.node.container.ContainerState.Termination;
import run.fibonacci.local.node.container.ContainerState.Waiting;

/// A container's state in the words of the Kubernetes API.
///
/// @param starts how often a process was started for it
/// @param last how its run before this one ended
record ContainerReport(
    Container container, ContainerState state, int starts, Optional<Termination> last) {

  ContainerStatus status() {
    var builder =
        new ContainerStatusBuilder()
            .withName(container.getName())
            .withImage(container.getImage())
            .withImageID("")
            .withRestartCount(Math.max(0, starts - 1))
            .withReady(state instanceof Running running && running.ready())
            .withStarted(state instanceof Running running && running.started())
            .withState(current());
    if (state instanceof Running running) {
      builder.withContainerID("process://" + running.program().pid());
    }
    last.ifPresent(termination ->
        builder.withLastState(
            new ContainerStateBuilder().withTerminated(terminated(termination)).build()));
    return builder.build();
  }

  private io.fabric8.kubernetes.api.model.ContainerState current() {
    var builder = new ContainerStateBuilder();
    switch (state) {
      case Waiting waiting ->
          builder
              .withNewWaiting()
              .withReason(waiting.reason())
              .withMessage(waiting.message().isEmpty() ? null : waiting.message())
              .endWaiting();
      case Running running ->
          builder.withNewRunning().withStartedAt(text(running.since())).endRunning();
      case Ended ended -> builder.withTerminated(terminated(ended.termination()));
    }
    return builder.build();
  }

  private static ContainerStateTerminated terminated(Termination termination) {
    return new ContainerStateTerminatedBuilder()
        .withExitCode(termination.exitCode())
        .withReason(termination.exitCode() == 0 ? "Completed" : "Error")
        .withMessage(termination.message().isEmpty() ? null : termination.message())
        .withStartedAt(text(termination.started()))
        .withFinishedAt(text(termination.finished()))
        .build();
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(SECONDS).toString();
  }
}

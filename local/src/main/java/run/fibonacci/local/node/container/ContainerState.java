package run.fibonacci.local.node.container;

import java.time.Instant;
import run.fibonacci.local.process.Program;

/// Where a container is in its life.
sealed interface ContainerState {
  /// Not running, and why. To be tried (again) at the given time.
  record Waiting(String reason, String message, Instant until) implements ContainerState {}

  /// Its process runs.
  ///
  /// @param started whether its startup probe has passed, or it has none
  /// @param ready whether it may get traffic
  /// @param stopping whether it has been told to end
  record Running(Program program, Instant since, boolean started, boolean ready, boolean stopping)
      implements ContainerState {
    Running nowStarted(boolean isReady) {
      return new Running(program, since, true, isReady, stopping);
    }

    Running nowReady(boolean isReady) {
      return new Running(program, since, started, isReady, stopping);
    }

    Running nowStopping() {
      return new Running(program, since, started, false, true);
    }
  }

  /// It has ended and will not be started again.
  record Ended(Termination termination) implements ContainerState {}

  /// How a run ended.
  ///
  /// @param message the end of its output, where the container asks for it
  record Termination(int exitCode, Instant started, Instant finished, String message) {}
}

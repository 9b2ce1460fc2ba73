package run.fibonacci.local.node.container;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import run.fibonacci.local.node.probe.Answer;
import run.fibonacci.local.node.probe.ProbeCheck;
import run.fibonacci.local.process.Program;

/// The orderly end of a container: its preStop hook, SIGTERM, and SIGKILL when the grace is over.
/// The hook's time counts; a kubelet leaves at least 2 s after it, and so does this.
record Ending(Container container, String ip, Program program, Clock clock) {
  private static final Duration LEAST = Duration.ofSeconds(2);

  /// Begins it and returns at once.
  void begin(Duration grace) {
    Thread.ofVirtual().name("stop " + program.name()).start(() -> run(grace));
  }

  /// Cuts the grace of one that has begun.
  void hasten(Duration grace) {
    Thread.ofVirtual().name("stop " + program.name()).start(() -> program.stop(grace));
  }

  private void run(Duration grace) {
    var begun = clock.instant();
    if (grace.isPositive()) {
      preStop().ifPresent(hook -> run(hook, grace));
    }
    var left = grace.minus(Duration.between(begun, clock.instant()));
    var least = grace.compareTo(LEAST) < 0 ? grace : LEAST;
    program.stop(left.compareTo(least) > 0 ? left : least);
  }

  private Optional<LifecycleHandler> preStop() {
    return Optional.ofNullable(container.getLifecycle()).map(Lifecycle::getPreStop);
  }

  private void run(LifecycleHandler hook, Duration grace) {
    if (hook.getSleep() != null) {
      var wanted = Duration.ofSeconds(hook.getSleep().getSeconds());
      sleepWhileAlive(wanted.compareTo(grace) < 0 ? wanted : grace);
    } else {
      Answer.to(ProbeCheck.http(hook.getHttpGet(), container, ip), grace);
    }
  }

  private void sleepWhileAlive(Duration time) {
    try {
      program.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slept) {
      // the usual case: it is alive at the end of its sleep
    } catch (InterruptedException | ExecutionException e) {
      Thread.currentThread().interrupt();
    }
  }
}

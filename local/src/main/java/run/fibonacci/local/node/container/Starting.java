package run.fibonacci.local.node.container;

import static run.fibonacci.local.node.container.ContainerSite.Severity.NORMAL;
import static run.fibonacci.local.node.container.ContainerSite.Severity.WARNING;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import run.fibonacci.local.node.container.ContainerMessage.ProcessEnded;
import run.fibonacci.local.node.container.ContainerState.Running;
import run.fibonacci.local.node.container.ContainerState.Waiting;
import run.fibonacci.local.node.launch.Launcher.Launch;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.process.Program;

/// One attempt to start a container: it runs afterwards, or waits for a reason that a kubelet
/// gives.
///
/// @param before the state that the attempt is made in
/// @param run how often it was started before
record Starting(Container container, ContainerSite site, ContainerState before, int run) {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration BACK_OFF = Duration.ofSeconds(10);

  ContainerState at(Instant now) {
    try {
      return switch (site.launcher().prepare(container, site.facts(), site.folder(), run)) {
        case Launch.Ready ready -> launch(ready.spec(), now);
        case Launch.NoImage(var message) -> awaitImage(message, now);
        case Launch.Misconfigured(var message) -> awaitConfig(message, now);
      };
    } catch (KubernetesClientException e) {
      return awaitConfig("the API server cannot be asked: " + e.getMessage(), now);
    } catch (Failure failure) {
      return waiting("RunContainerError", String.valueOf(failure.getMessage()), now.plus(BACK_OFF));
    }
  }

  private Running launch(Program.Spec spec, Instant now) {
    var name = container.getName();
    // the logs of this run and of the one before can be asked for
    site.folder().deleteLog(name, run - 2);
    var program = Program.start(spec, site.ledger());
    site.events().report(NORMAL, name, "Started", "Started container " + name);
    program.onExit().thenAccept(code -> site.mailbox().accept(new ProcessEnded(name, run, code)));
    return new Running(program, now, false, false, false);
  }

  /// A kubelet tries to pull, fails, and backs off; the two reasons tell which it is doing.
  private Waiting awaitImage(String message, Instant now) {
    return isKnown(message)
        ? waiting("ImagePullBackOff", message, now.plus(BACK_OFF))
        : waiting("ErrImagePull", message, now.plus(RETRY));
  }

  private Waiting awaitConfig(String message, Instant now) {
    return waiting("CreateContainerConfigError", message, now.plus(RETRY));
  }

  private Waiting waiting(String reason, String message, Instant until) {
    if (!isKnown(message)) {
      site.events().report(WARNING, container.getName(), "Failed", "Error: " + message);
    }
    return new Waiting(reason, message, until);
  }

  private boolean isKnown(String message) {
    return before instanceof Waiting waiting && waiting.message().equals(message);
  }
}

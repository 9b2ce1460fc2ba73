package run.fibonacci.local.node.container;

import java.time.Clock;
import java.util.function.Consumer;
import run.fibonacci.local.node.environment.PodFacts;
import run.fibonacci.local.node.launch.Launcher;
import run.fibonacci.local.node.launch.PodFolder;
import run.fibonacci.local.process.ProcessLedger;

/// What the containers of a pod have in common.
///
/// @param mailbox the pod's; may be called from any thread
/// @param events called from the pod's thread
public record ContainerSite(
    PodFacts facts,
    PodFolder folder,
    Launcher launcher,
    ProcessLedger ledger,
    Consumer<ContainerMessage> mailbox,
    Events events,
    Clock clock) {

  /// Where a container reports what a person should see in `kubectl describe`.
  @FunctionalInterface
  public interface Events {
    /// @param reason one of a kubelet's: Started, Killing, Unhealthy, BackOff, Failed
    void report(Severity severity, String container, String reason, String message);
  }

  /// The two types of events that Kubernetes has.
  public enum Severity {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String type;

    Severity(String type) {
      this.type = type;
    }

    /// The word for it in an Event.
    public String type() {
      return type;
    }
  }
}

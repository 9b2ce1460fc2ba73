package run.fibonacci.local.node.container;

import static run.fibonacci.local.node.container.ContainerSite.Severity.NORMAL;
import static run.fibonacci.local.node.container.ContainerSite.Severity.WARNING;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import run.fibonacci.local.node.container.ContainerMessage.Probed;
import run.fibonacci.local.node.container.ContainerMessage.ProcessEnded;
import run.fibonacci.local.node.container.ContainerSite.Severity;
import run.fibonacci.local.node.container.ContainerState.Ended;
import run.fibonacci.local.node.container.ContainerState.Running;
import run.fibonacci.local.node.container.ContainerState.Termination;
import run.fibonacci.local.node.container.ContainerState.Waiting;
import run.fibonacci.local.node.log.LogTail;
import run.fibonacci.local.node.probe.ProbeKind;
import run.fibonacci.local.node.probe.ProbeLoop.Finding;
import run.fibonacci.local.process.Program;

/// One container: decides when its process is started, restarted and ended.
public final class ContainerAgent {
  private final Container container;
  private final ContainerSite site;
  private ContainerState state;
  private Probes probes;
  private Optional<Termination> last = Optional.empty();
  private BackOff backOff = BackOff.NONE;
  private int starts;
  private boolean closed;

  public ContainerAgent(Container container, ContainerSite site) {
    this.container = container;
    this.site = site;
    this.state = new Waiting("ContainerCreating", "", site.clock().instant());
    this.probes = newProbes();
  }

  public String name() {
    return container.getName();
  }

  /// The run that is under way or was the last, counted from 0; -1 before the first.
  public int run() {
    return starts - 1;
  }

  /// The id of its process, while it runs.
  public OptionalLong pid() {
    return state instanceof Running running
        ? OptionalLong.of(running.program().pid())
        : OptionalLong.empty();
  }

  public ContainerStatus status() {
    return new ContainerReport(container, state, starts, last).status();
  }

  /// When [#advance] has something to do next.
  public Optional<Instant> due() {
    return state instanceof Waiting waiting && !closed
        ? Optional.of(waiting.until())
        : Optional.empty();
  }

  /// Starts the process when it is time to.
  public void advance() {
    var now = site.clock().instant();
    if (due().filter(time -> !time.isAfter(now)).isPresent()) {
      start(now);
    }
  }

  private void start(Instant now) {
    state = new Starting(container, site, state, starts).at(now);
    if (state instanceof Running) {
      if (starts > 0) {
        backOff = backOff.afterRestart(now);
      }
      starts++;
      startProbes();
    }
  }

  private Probes newProbes() {
    int run = starts - 1;
    return new Probes(
        container,
        site.facts().ip(),
        finding -> site.mailbox().accept(new Probed(name(), run, finding)));
  }

  private void startProbes() {
    probes = newProbes();
    if (!probes.start(ProbeKind.STARTUP)) {
      afterStartup();
    }
  }

  private void afterStartup() {
    probes.stop(ProbeKind.STARTUP);
    probes.start(ProbeKind.LIVENESS);
    var waitsForReadiness = probes.start(ProbeKind.READINESS);
    if (state instanceof Running running) {
      state = running.nowStarted(!waitsForReadiness);
    }
  }

  /// Takes in what happened. Messages about an earlier run are ignored.
  public void receive(ContainerMessage message) {
    if (message.run() == run() && state instanceof Running running) {
      switch (message) {
        case ProcessEnded ended -> ended(running, ended.exitCode());
        case Probed probed when !running.stopping() -> probed(running, probed.finding());
        case Probed late -> {}
      }
    }
  }

  private void probed(Running running, Finding finding) {
    var kind = finding.kind();
    if (!finding.passed()) {
      event(WARNING, "Unhealthy", kind.title() + " probe failed: " + finding.message());
    }
    if (!finding.decisive()) {
      return;
    }
    switch (kind) {
      case READINESS -> state = running.nowReady(finding.passed());
      case STARTUP, LIVENESS -> {
        if (!finding.passed()) {
          restart(running, kind);
        } else if (kind == ProbeKind.STARTUP) {
          afterStartup();
        }
      }
    }
  }

  private void restart(Running running, ProbeKind kind) {
    var title = kind.title().toLowerCase(Locale.ROOT);
    event(
        NORMAL,
        "Killing",
        "Container %s failed %s probe, will be restarted".formatted(name(), title));
    var spec = site.facts().pod().getSpec();
    var seconds =
        kind.of(container)
            .map(Probe::getTerminationGracePeriodSeconds)
            .orElse(spec.getTerminationGracePeriodSeconds());
    end(running, Duration.ofSeconds(seconds));
  }

  private void ended(Running running, int exitCode) {
    probes.stopAll();
    var now = site.clock().instant();
    var termination =
        new Termination(exitCode, running.since(), now, lastWords(running.program(), exitCode));
    if (closed || !isRestarted(exitCode)) {
      state = new Ended(termination);
      return;
    }
    last = Optional.of(termination);
    var again = backOff.restartAt(now);
    state = new Waiting("CrashLoopBackOff", backOffMessage(), again);
    if (again.isAfter(now)) {
      var pod = site.facts().name() + "_" + site.facts().namespace();
      event(
          WARNING, "BackOff", "Back-off restarting failed container " + name() + " in pod " + pod);
    }
  }

  private String lastWords(Program program, int exitCode) {
    var wanted = "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy());
    return wanted && exitCode != 0 ? LogTail.lastWords(program.log()) : "";
  }

  private boolean isRestarted(int exitCode) {
    return switch (site.facts().pod().getSpec().getRestartPolicy()) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  private String backOffMessage() {
    var facts = site.facts();
    return "back-off %ds restarting failed container=%s pod=%s_%s(%s)"
        .formatted(
            backOff.delay().toSeconds(),
            name(),
            facts.name(),
            facts.namespace(),
            facts.pod().getMetadata().getUid());
  }

  /// Ends it for good, with at most this long to finish; may be called again with less.
  public void close(Duration grace) {
    closed = true;
    if (state instanceof Running running) {
      if (!running.stopping()) {
        event(NORMAL, "Killing", "Stopping container " + name());
      }
      end(running, grace);
    }
  }

  private void end(Running running, Duration grace) {
    probes.stopAll();
    state = running.nowStopping();
    var ending = new Ending(container, site.facts().ip(), running.program(), site.clock());
    if (running.stopping()) {
      ending.hasten(grace);
    } else {
      ending.begin(grace);
    }
  }

  /// Whether it has been closed and no process of it is left.
  public boolean isClosed() {
    return closed && !(state instanceof Running);
  }

  private void event(Severity severity, String reason, String message) {
    site.events().report(severity, name(), reason, message);
  }
}

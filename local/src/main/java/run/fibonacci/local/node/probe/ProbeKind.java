package run.fibonacci.local.node.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Optional;

/// What a probe is for.
public enum ProbeKind {
  /// Has it started? Until it has, the other probes wait.
  STARTUP("Startup"),
  /// Is it alive? If not, it is restarted.
  LIVENESS("Liveness"),
  /// Can it serve? If not, it gets no traffic.
  READINESS("Readiness");

  private final String title;

  ProbeKind(String title) {
    this.title = title;
  }

  /// The word for it in events.
  public String title() {
    return title;
  }

  /// A container's probe of this kind, if it has one.
  public Optional<Probe> of(Container container) {
    return Optional.ofNullable(
        switch (this) {
          case STARTUP -> container.getStartupProbe();
          case LIVENESS -> container.getLivenessProbe();
          case READINESS -> container.getReadinessProbe();
        });
  }
}

package run.fibonacci.local.node.container;

import io.fabric8.kubernetes.api.model.Container;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import run.fibonacci.local.node.probe.ProbeCheck;
import run.fibonacci.local.node.probe.ProbeKind;
import run.fibonacci.local.node.probe.ProbeLoop;
import run.fibonacci.local.node.probe.ProbeLoop.Finding;

/// The probes that are asked of one run of a container at the moment.
final class Probes {
  private final Container container;
  private final String ip;
  private final Consumer<Finding> listener;
  private final Map<ProbeKind, Thread> loops = new EnumMap<>(ProbeKind.class);

  Probes(Container container, String ip, Consumer<Finding> listener) {
    this.container = container;
    this.ip = ip;
    this.listener = listener;
  }

  /// Starts asking; false when the container has no probe of this kind.
  boolean start(ProbeKind kind) {
    var probe = kind.of(container);
    probe.ifPresent(some -> {
      var check = ProbeCheck.of(some, container, ip);
      loops.put(kind, ProbeLoop.start(kind, some, check, listener));
    });
    return probe.isPresent();
  }

  void stop(ProbeKind kind) {
    var loop = loops.remove(kind);
    if (loop != null) {
      loop.interrupt();
    }
  }

  void stopAll() {
    loops.values().forEach(Thread::interrupt);
    loops.clear();
  }
}

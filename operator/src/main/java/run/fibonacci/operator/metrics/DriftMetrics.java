package run.fibonacci.operator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import run.fibonacci.operator.drift.Drift;

/// How often somebody else's change was undone.
public final class DriftMetrics {

  private static final int MANAGERS = 20;
  private static final int LONGEST = 40;
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final Set<String> managers = ConcurrentHashMap.newKeySet();

  /// Counts in this registry.
  public DriftMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// Counts a change of somebody else's that was undone, as `fibonacci_drift_corrected_total`.
  public void corrected(Drift drift) {
    registry
        .counter(
            "fibonacci.drift.corrected", "kind", drift.kind(), "manager", label(drift.manager()))
        .increment();
  }

  /// The manager's name, which anybody can choose: the first twenty, if they are short.
  private synchronized String label(String manager) {
    if (manager.length() > LONGEST || managers.size() >= MANAGERS && !managers.contains(manager)) {
      return OTHER;
    }
    managers.add(manager);
    return manager;
  }
}

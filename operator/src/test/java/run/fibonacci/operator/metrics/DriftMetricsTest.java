package run.fibonacci.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;
import run.fibonacci.operator.drift.Drift;

final class DriftMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DriftMetrics metrics = new DriftMetrics(registry);

  @Test
  void managers_that_anyone_can_invent_do_not_become_series_without_end() {
    for (var i = 0; i < 100; i++) {
      corrected("manager-" + i);
    }
    corrected("m".repeat(128));

    assertThat(registry.find("fibonacci.drift.corrected").counters()).hasSize(21);
    assertThat(count("manager-0")).isEqualTo(1);
    assertThat(count("other")).isEqualTo(81);
  }

  private void corrected(String manager) {
    metrics.corrected(new Drift("Service", "demo", manager, List.of("spec.type")));
  }

  private double count(String manager) {
    return registry.get("fibonacci.drift.corrected").tag("manager", manager).counter().count();
  }
}

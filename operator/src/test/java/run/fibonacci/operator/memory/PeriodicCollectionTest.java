package run.fibonacci.operator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PeriodicCollectionTest {

  private final AtomicLong reconciles = new AtomicLong();
  private final AtomicInteger collections = new AtomicInteger();

  @Test
  void the_heap_is_collected_once_after_a_burst_and_not_for_a_trickle() {
    try (var periodic = new PeriodicCollection(reconciles::get, collections::incrementAndGet)) {
      reconciles.set(99);
      periodic.look();
      assertThat(collections).hasValue(0);

      reconciles.set(2000);
      periodic.look();
      periodic.look();
      assertThat(collections).hasValue(1);

      reconciles.set(2100);
      periodic.look();
      assertThat(collections).hasValue(2);
    }
  }
}

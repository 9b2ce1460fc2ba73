package run.fibonacci.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final Heartbeat heartbeat = new Heartbeat(clock);

  @Test
  void a_reconcile_that_does_not_end_stops_the_heart() {
    try (var _ = heartbeat.begin()) {
      now.set(Instant.EPOCH.plus(Duration.ofMinutes(5)));
      assertThat(heartbeat.isRegular()).isTrue();
      now.set(Instant.EPOCH.plus(Duration.ofMinutes(5).plusSeconds(1)));
      assertThat(heartbeat.isRegular()).isFalse();
    }
    assertThat(heartbeat.isRegular()).isTrue();
  }

  @Test
  void an_operator_without_work_is_healthy() {
    now.set(Instant.EPOCH.plus(Duration.ofDays(1)));
    assertThat(heartbeat.isRegular()).isTrue();
  }
}

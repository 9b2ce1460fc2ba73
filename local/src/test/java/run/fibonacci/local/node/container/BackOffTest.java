package run.fibonacci.local.node.container;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class BackOffTest {
  @Test
  void theFirstRestartIsImmediateAndTheNextOnesWaitTwiceAsLongEach() {
    assertThat(delaysOfAProgramThatRunsFor(Duration.ofSeconds(1), 8))
        .containsExactly(0L, 10L, 20L, 40L, 80L, 160L, 300L, 300L);
  }

  @Test
  void aProgramThatRanForMoreThanTenMinutesBeginsAnew() {
    assertThat(delaysOfAProgramThatRunsFor(Duration.ofMinutes(11), 3)).containsExactly(0L, 0L, 0L);
  }

  private static ArrayList<Long> delaysOfAProgramThatRunsFor(Duration time, int restarts) {
    var delays = new ArrayList<Long>();
    var backOff = BackOff.NONE;
    Instant now = EPOCH;
    for (int i = 0; i < restarts; i++) {
      var ended = now.plus(time);
      now = backOff.restartAt(ended);
      backOff = backOff.afterRestart(now);
      delays.add(Duration.between(ended, now).toSeconds());
    }
    return delays;
  }
}

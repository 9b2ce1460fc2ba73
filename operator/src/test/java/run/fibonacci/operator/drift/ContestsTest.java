package run.fibonacci.operator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ContestsTest {

  private static final Drift DRIFT =
      new Drift("Deployment", "demo", "rival", List.of("spec.replicas"));

  private final MovableClock clock = new MovableClock();
  private final Contests contests = new Contests(clock);

  @Test
  void a_few_corrections_are_no_contest() {
    correct(4);

    assertThat(contests.about("demo")).isEmpty();
    assertThat(contests.isResting("demo", "Deployment")).isFalse();
  }

  @Test
  void corrections_far_apart_are_no_contest() {
    for (var i = 0; i < 20; i++) {
      correct(1);
      clock.forward(Duration.ofSeconds(11));
    }

    assertThat(contests.about("demo")).isEmpty();
  }

  @Test
  void each_rest_is_twice_as_long_up_to_a_minute() {
    correct(5);
    for (var seconds : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      assertThat(contests.about("demo")).contains(DRIFT);
      clock.forward(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(contests.isResting("demo", "Deployment")).isTrue();
      clock.forward(Duration.ofMillis(1));
      assertThat(contests.isResting("demo", "Deployment")).isFalse();
      correct(1);
    }
  }

  @Test
  void a_contest_is_over_when_the_other_has_stopped() {
    correct(5);

    clock.forward(Duration.ofSeconds(13));

    assertThat(contests.about("demo")).isEmpty();
    correct(1);
    assertThat(contests.isResting("demo", "Deployment")).isFalse();
  }

  @Test
  void another_child_and_another_service_are_none_of_its_business() {
    correct(6);

    assertThat(contests.isResting("demo", "Service")).isFalse();
    assertThat(contests.isResting("other", "Deployment")).isFalse();
  }

  private void correct(int times) {
    for (var i = 0; i < times; i++) {
      contests.corrected("demo", DRIFT);
    }
  }

  private static final class MovableClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    void forward(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}

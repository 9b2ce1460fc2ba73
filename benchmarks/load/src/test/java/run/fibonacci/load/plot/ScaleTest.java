package run.fibonacci.load.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void an_axis_names_a_few_round_numbers_and_covers_the_greatest() {
    assertThat(Scale.upTo(312).ticks()).containsExactly(0.0, 100.0, 200.0, 300.0, 400.0);
    assertThat(Scale.upTo(5).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0);
    assertThat(Scale.upTo(0).ticks()).endsWith(1.0);
    assertThat(Scale.powersUpTo(730).ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
  }

  @Test
  void values_stand_between_the_ends() {
    assertThat(Scale.upTo(312).position(100)).isEqualTo(0.25);
    assertThat(Scale.powersUpTo(730).position(10)).isEqualTo(1.0 / 3);
    assertThat(Scale.powersUpTo(730).position(0)).isZero();
  }

  @Test
  void time_ends_where_the_run_ends() {
    assertThat(Scale.time(4.5).position(4.5)).isEqualTo(1);
    assertThat(Scale.time(4.5).ticks()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
  }
}

package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlacementTest {

  @ParameterizedTest
  @EnumSource
  void sessions_are_spread_evenly(Placement placement) {
    for (var databases : new int[] {2, 5, 16}) {
      assertThat(placement.excess(databases)).isBetween(0.0, 0.04);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8, 16})
  void only_the_part_of_a_new_database_moves(int databases) {
    var part = 1.0 / (databases + 1);
    assertThat(Placement.RENDEZVOUS.moved(databases)).isCloseTo(part, within(0.005));
    assertThat(Placement.SLOTS.moved(databases)).isCloseTo(part, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void by_remainder_nearly_all_of_them_move(int databases) {
    assertThat(Placement.REMAINDER.moved(databases))
        .isCloseTo(1 - 1.0 / (databases + 1), within(0.005));
  }

  @ParameterizedTest
  @EnumSource(names = {"RENDEZVOUS", "SLOTS"})
  void what_moves_goes_to_the_new_database(Placement placement) {
    var before = placement.over(4);
    var after = placement.over(5);
    new SplittableRandom(3)
        .longs(10_000)
        .filter(key -> before.applyAsInt(key) != after.applyAsInt(key))
        .forEach(key -> assertThat(after.applyAsInt(key)).isEqualTo(4));
  }
}

package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SlotMoveTest {
  private static final int CALLS = 4;

  @Test
  void with_a_pause_each_number_is_given_once_in_every_order_of_events() {
    assertThat(SlotMove.outcomes(CALLS, true))
        .allSatisfy(given -> assertThat(given).isEqualTo(countingTo(given.size())));
  }

  @Test
  void with_a_pause_all_calls_may_be_answered_and_all_may_be_told_to_come_again() {
    assertThat(SlotMove.outcomes(CALLS, true)).contains(countingTo(CALLS), List.of());
  }

  @Test
  void without_one_a_number_can_be_given_twice() {
    assertThat(SlotMove.outcomes(CALLS, false))
        .anySatisfy(given -> assertThat(given).doesNotHaveDuplicates())
        .anySatisfy(given -> assertThat(given.stream().distinct()).hasSizeLessThan(given.size()));
  }

  private static List<Integer> countingTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}

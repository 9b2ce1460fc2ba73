package run.fibonacci.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WalkTest {
  private final Walk walk = new Walk("me");

  @Test
  void answers_that_were_asked_for_at_once_may_come_in_any_order() {
    walk.check(Numbers.object(8, "21"), -1);
    walk.check(Numbers.object(7, "13"), -1);

    assertThat(walk.highest()).isEqualTo(8);
  }

  @Test
  void an_index_that_was_passed_before_it_was_asked_for_is_wrong() {
    walk.check(Numbers.object(8, "21"), -1);

    assertThatThrownBy(() -> walk.check(Numbers.object(7, "13"), 8))
        .hasMessage("session me: index 7 came after 8");
  }

  @Test
  void an_index_that_two_callers_got_is_wrong() {
    walk.check(Numbers.object(8, "21"), -1);

    assertThatThrownBy(() -> walk.check(Numbers.object(8, "21"), -1))
        .hasMessage("session me: index 8 came twice");
  }

  @Test
  void another_number_than_the_indexs_is_wrong() {
    assertThatThrownBy(() -> walk.check(Numbers.object(8, "22"), -1)).hasMessage("F(8) is wrong");
    assertThatThrownBy(() -> walk.check("{}", -1)).hasMessage("no number of a sequence: {}");
  }
}

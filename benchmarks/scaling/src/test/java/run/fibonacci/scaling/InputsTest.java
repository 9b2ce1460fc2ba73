package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class InputsTest {

  @Test
  void the_figures_fit_together() {
    assertThatCode(ModelInputs.READ::check).doesNotThrowAnyException();
  }

  @Test
  void shares_that_make_no_whole_are_refused() {
    assertThatThrownBy(() -> ModelInputs.READ.with("share.small", 0.5).check())
        .hasMessage("the shares of all kinds add up to 0.75: make them 1");
  }

  @Test
  void a_figure_that_is_none_is_refused_by_name() {
    assertThatThrownBy(() -> ModelInputs.READ.with("price.node", -1).of("price.node"))
        .hasMessage("price.node = -1.0 is no figure: write a number above 0");
    assertThatThrownBy(() -> ModelInputs.READ.of("price.nod"))
        .hasMessageStartingWith("price.nod is missing");
  }
}

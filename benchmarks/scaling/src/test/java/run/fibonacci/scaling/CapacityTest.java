package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CapacityTest {
  private static final Inputs INPUTS = ModelInputs.READ;

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e4, 1e5, 1e6, 1e8})
  void everything_that_is_asked_for_is_there(double rate) {
    var capacity = Capacity.of(INPUTS, rate);
    assertThat(capacity.pods() * Capacity.perPod(INPUTS)).isGreaterThanOrEqualTo(rate);
    assertThat(capacity.ingressCores() * Capacity.perIngressCore(INPUTS))
        .isGreaterThanOrEqualTo(rate);
    assertThat((double) capacity.databases() * capacity.databaseClass())
        .isGreaterThanOrEqualTo(capacity.databaseCores());
  }

  @Test
  void a_million_requests_a_second_find_a_connection_each_pod() {
    var capacity = Capacity.of(INPUTS, 1e6);
    assertThat((double) capacity.connections())
        .isLessThanOrEqualTo(Capacity.connections(INPUTS, capacity.databaseClass()));
  }

  @Test
  void past_the_largest_database_there_are_several() {
    assertThat(Capacity.of(INPUTS, 1e6).databases()).isOne();
    assertThat(Capacity.of(INPUTS, 1e7).databases()).isGreaterThan(1);
  }

  @Test
  void twice_the_speed_takes_half_the_pods() {
    var faster = Capacity.of(INPUTS.with("derating", 2 * INPUTS.of("derating")), 1e7);
    assertThat((double) faster.pods())
        .isCloseTo(Capacity.of(INPUTS, 1e7).pods() / 2.0, within(1.0));
  }

  @Test
  void what_gives_way_first_comes_first_and_holds_below_its_rate() {
    var first = Limit.of(INPUTS).getFirst();
    assertThat(first.what()).isEqualTo("processors of the smallest database");
    assertThat(Capacity.of(INPUTS, 0.99 * first.rate()).databaseClass()).isEqualTo(2);
    assertThat(Capacity.of(INPUTS, 1.01 * first.rate()).databaseClass()).isEqualTo(4);
  }
}

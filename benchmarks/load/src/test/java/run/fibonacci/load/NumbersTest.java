package run.fibonacci.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumbersTest {

  @Test
  void numbers_are_the_known_ones() {
    assertThat(Numbers.digits(0)).isEqualTo("0");
    assertThat(Numbers.digits(1)).isEqualTo("1");
    assertThat(Numbers.digits(100)).isEqualTo("354224848179261915075");
    assertThat(Numbers.digits(100_000))
        .startsWith("2597406934")
        .endsWith("3428746875")
        .hasSize(20_899);
  }

  @Test
  void a_range_is_written_as_the_service_writes_it() {
    assertThat(Numbers.array(6, 2))
        .isEqualTo("[{\"index\":6,\"value\":\"8\"},{\"index\":7,\"value\":\"13\"}]");
  }
}

package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheTest {

  @ParameterizedTest
  @CsvSource({"0.8, 1000", "0.8, 10000", "1.0, 100", "1.0, 10000", "1.2, 1000"})
  void the_simulated_hit_ratio_is_the_one_of_theory(double exponent, int size) {
    var popularity = new Popularity(100_000, exponent);
    assertThat(Cache.hitRatio(popularity, size))
        .isCloseTo(Cache.expectedHitRatio(popularity, size), within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"0.8, 1000", "1.2, 1000"})
  void no_cache_does_better_than_one_that_knows_what_is_popular(double exponent, int size) {
    var popularity = new Popularity(100_000, exponent);
    assertThat(Cache.hitRatio(popularity, size)).isLessThan(popularity.shareOfFirst(size));
  }
}

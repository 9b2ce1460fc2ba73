package run.fibonacci.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RateLimit;

final class BucketsTest {
  private static final long SECOND = 1_000_000_000;
  private static final long START = 17;

  /// Ten a second, three at once, five callers.
  private final Buckets buckets = new Buckets(new RateLimit(10, 3, 5, Optional.empty()));

  @Test
  void aBurstGoesThroughAndThenOneAtATime() {
    assertThat(IntStream.range(0, 3).mapToLong(i -> buckets.take("a", START))).containsOnly(0L);
    assertThat(buckets.take("a", START)).isEqualTo(SECOND / 10);
    assertThat(buckets.take("a", START + SECOND / 20)).isEqualTo(SECOND / 20);
    assertThat(buckets.take("a", START + SECOND / 10)).isZero();
    assertThat(buckets.take("a", START + SECOND / 10)).isPositive();
  }

  @Test
  void inTheLongRunTheRateHolds() {
    long taken =
        LongStream.range(0, 10_000)
            .filter(i -> buckets.take("a", START + i * SECOND / 1_000) == 0)
            .count();
    assertThat(taken).isEqualTo(3 + 10 * 10 - 1);
  }

  @Test
  void whoWasRefusedWaitsNoLongerForAsking() {
    IntStream.range(0, 1_000).forEach(i -> buckets.take("a", START));
    assertThat(buckets.take("a", START)).isEqualTo(SECOND / 10);
  }

  @Test
  void callersDoNotPayForEachOther() {
    IntStream.range(0, 10).forEach(i -> buckets.take("a", START));
    assertThat(buckets.take("b", START)).isZero();
  }

  @Test
  void callersBeyondTheLimitShareABucketUntilOthersAreForgotten() {
    IntStream.range(0, 5).forEach(i -> buckets.take("caller-" + i, START));
    assertThat(IntStream.range(0, 3).mapToLong(i -> buckets.take("late-" + i, START)))
        .containsOnly(0L);
    assertThat(buckets.take("late-3", START)).isPositive();
    assertThat(buckets.size()).isEqualTo(6);

    long later = START + 2 * SECOND;
    assertThat(IntStream.range(0, 3).mapToLong(i -> buckets.take("late-3", later)))
        .containsOnly(0L);
    assertThat(buckets.size()).isEqualTo(1);
  }

  @Test
  void aMillionCallersTakeNoMoreRoomThanTheLimit() {
    IntStream.range(0, 1_000_000).forEach(i -> buckets.take("caller-" + i, START + i));
    assertThat(buckets.size()).isLessThanOrEqualTo(6);
  }
}

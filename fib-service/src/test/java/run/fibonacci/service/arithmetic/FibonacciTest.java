package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FibonacciTest {
  private final Fibonacci fibonacci = new Fibonacci();

  @Test
  void theFirstSixThousandNumbersAreExact() {
    BigInteger current = BigInteger.ZERO;
    BigInteger next = BigInteger.ONE;
    for (int n = 0; n < 6_000; n++) {
      assertThat(fibonacci.number(n)).as("F(%d)", n).hasToString(current.toString());
      BigInteger sum = current.add(next);
      current = next;
      next = sum;
    }
  }

  @Test
  void numbersToIndex300000AreExact() {
    var random = new Random(1202);
    for (int i = 0; i < 60; i++) {
      int n = random.nextInt(300_000);
      assertThat(fibonacci.number(n)).as("F(%d)", n).hasToString(byBigInteger(n).toString());
    }
  }

  /// Doubling in binary: nothing in common with the code under test but the mathematics.
  private static BigInteger byBigInteger(int n) {
    BigInteger current = BigInteger.ZERO;
    BigInteger next = BigInteger.ONE;
    for (int bit = 31 - Integer.numberOfLeadingZeros(n); bit >= 0; bit--) {
      BigInteger even = current.multiply(next.shiftLeft(1).subtract(current));
      BigInteger odd = current.multiply(current).add(next.multiply(next));
      boolean set = (n >>> bit & 1) == 1;
      current = set ? odd : even;
      next = set ? even.add(odd) : odd;
    }
    return current;
  }

  @ParameterizedTest
  @ValueSource(longs = {300_007, 1_000_000, 1_234_567, 3_000_000, 10_000_000})
  void largeNumbersHaveTheRightResidueAndLength(long n) {
    byte[] digits = fibonacci.number(n).toAscii();
    for (long modulus : new long[] {1_000_000_007, 998_244_353, 10_000}) {
      long residue = 0;
      for (byte digit : digits) {
        residue = (residue * 10 + digit - '0') % modulus;
      }
      assertThat(residue).isEqualTo(residueByDoubling(n, modulus));
    }
    assertThat((long) digits.length).isEqualTo(Fibonacci.digits(n));
  }

  private static long residueByDoubling(long n, long modulus) {
    long current = 0;
    long next = 1;
    for (int bit = 63 - Long.numberOfLeadingZeros(n); bit >= 0; bit--) {
      long even = current * ((2 * next + modulus - current) % modulus) % modulus;
      long odd = (current * current + next * next) % modulus;
      boolean set = (n >>> bit & 1) == 1;
      current = set ? odd : even;
      next = set ? (even + odd) % modulus : odd;
    }
    return current;
  }

  @Test
  void negativeIndicesAlternateInSign() {
    assertThat(fibonacci.number(-1)).hasToString("1");
    assertThat(fibonacci.number(-2)).hasToString("-1");
    assertThat(fibonacci.number(-8)).hasToString("-21");
    assertThat(fibonacci.number(-9)).hasToString("34");
    assertThat(fibonacci.number(-10_000)).hasToString("-" + fibonacci.number(10_000));
  }

  @Test
  void neighboursOfLargeNumbersAddUp() {
    for (long n : new long[] {92, 5_999, 123_456, 500_000}) {
      BigInteger before = new BigInteger(fibonacci.number(n - 1).toString());
      BigInteger here = new BigInteger(fibonacci.number(n).toString());
      assertThat(fibonacci.number(n + 1)).hasToString(before.add(here).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 91, 92, 5_000, 100_000, -1, -2, -10, -19, -20, -100, -5_000})
  void consecutiveNumbersAreThoseAskedForOneByOne(long from) {
    Iterator<Decimal> numbers = fibonacci.range(from, 20);
    for (int i = 0; i < 20; i++) {
      assertThat(numbers.next()).hasToString(fibonacci.number(from + i).toString());
    }
    assertThat(numbers).isExhausted();
  }

  @Test
  void theNumberOfDigitsIsKnownBeforehand() {
    for (int n = -500; n < 5_000; n++) {
      String digits = fibonacci.number(n).toString().replace("-", "");
      assertThat(Fibonacci.digits(n)).as("digits of F(%d)", n).isEqualTo(digits.length());
    }
  }

  @Test
  void indicesBeyondTheMeasuredPrecisionAreRefused() {
    assertThatThrownBy(() -> fibonacci.number(400_000_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("400000001");
    assertThatThrownBy(() -> fibonacci.number(Long.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fibonacci.range(399_999_999, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResultThatFailsItsCheckIsComputedAgain() {
    Limbs right = Decimal.parse(fibonacci.number(20_000).toString()).magnitude();
    Limbs wrong = right.plus(Limbs.of(1));
    assertThat(Fibonacci.checked(20_000, wrong).compareTo(right)).isZero();
    assertThat(Fibonacci.checked(20_000, right)).isSameAs(right);
  }

  @Test
  void anInterruptEndsAComputation() throws Exception {
    var end = new CompletableFuture<Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((t, e) -> end.complete(e))
            .start(() -> fibonacci.number(Fibonacci.LARGEST_INDEX));
    await()
        .until(() ->
            Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("doubled")));
    thread.interrupt();
    assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }

  @Test
  void theDigitsOfARangeAreKnownNearly() {
    for (long from : new long[] {-3_000, -100, 0, 50, 5_000}) {
      long digits = 0;
      for (Iterator<Decimal> range = fibonacci.range(from, 3_000); range.hasNext(); ) {
        digits += range.next().length();
      }
      assertThat(Fibonacci.digits(from, 3_000)).isCloseTo(digits, Percentage.withPercentage(1));
    }
  }
}

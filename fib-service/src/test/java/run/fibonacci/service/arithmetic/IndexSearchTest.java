package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.arithmetic.Position.At;
import run.fibonacci.service.arithmetic.Position.Between;

final class IndexSearchTest {
  private final Fibonacci fibonacci = new Fibonacci();

  private Position find(Object value) {
    return fibonacci.positionOf(Decimal.parse(value.toString()));
  }

  @Test
  void everySmallNumberIsPlacedRightly() {
    var indices = new TreeMap<Long, Long>();
    for (long n = -24; n <= 24; n++) {
      long value = Long.parseLong(fibonacci.number(n).toString());
      boolean better = !indices.containsKey(value) || n >= 0 && indices.get(value) < 0;
      if (better) {
        indices.put(value, n);
      }
    }
    for (long value = -40_000; value <= 40_000; value++) {
      Position position = find(value);
      if (indices.containsKey(value)) {
        assertThat(position).as("%d", value).isEqualTo(new At(indices.get(value)));
      } else {
        Between between = (Between) position;
        assertThat(between.below()).isEqualTo(indices.lowerEntry(value).getValue());
        assertThat(between.above()).isEqualTo(indices.higherEntry(value).getValue());
      }
    }
  }

  @Test
  void fibonacciNumbersAreFoundAtTheirIndexAndTheirNeighboursNextToIt() {
    BigInteger before = BigInteger.ONE;
    BigInteger value = BigInteger.TWO;
    for (long n = 3; n < 2_000; n++) {
      assertThat(find(value)).isEqualTo(new At(n));
      if (n > 4) {
        assertThat(find(value.add(BigInteger.ONE))).isEqualTo(new Between(n, n + 1));
        assertThat(find(value.subtract(BigInteger.ONE))).isEqualTo(new Between(n - 1, n));
      }
      BigInteger sum = before.add(value);
      before = value;
      value = sum;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-20_000, -1_000, -100, -94, -90})
  void negativeNumbersHaveEvenIndices(long n) {
    BigInteger value = Binary.parse(fibonacci.number(n).toString());
    assertThat(find(value)).isEqualTo(new At(n));
    assertThat(find(value.add(BigInteger.ONE))).isEqualTo(new Between(n, n + 2));
    assertThat(find(value.subtract(BigInteger.ONE))).isEqualTo(new Between(n - 2, n));
    assertThat(find(fibonacci.number(n - 1).toString().replaceFirst("^", "-")))
        .isEqualTo(new Between(n - 2, n));
  }

  @ParameterizedTest
  @ValueSource(longs = {500_000, 4_784_969, 10_000_000})
  void longNumbersAreFound(long n) {
    String value = fibonacci.number(n).toString();
    assertThat(find(value)).isEqualTo(new At(n));
    assertThat(find(value + "0")).isEqualTo(find(value + "7"));
    char other = value.endsWith("7") ? '8' : '7';
    assertThat(find(value.substring(0, value.length() - 1) + other))
        .matches(position ->
            position instanceof Between between && (between.below() == n || between.above() == n));
  }
}

package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.arithmetic.Multiplication.Products;
import run.fibonacci.service.arithmetic.fourier.Transforms;

final class MultiplicationTest {
  private final Random random = new Random(61);
  private final Multiplication multiplication = new Multiplication(new Transforms(), 1_000);

  /// Lengths around the change from columns to transforms, and through every shape of transform.
  static IntStream lengths() {
    return IntStream.of(
        1, 2, 3, 79, 80, 81, 82, 95, 96, 97, 127, 128, 129, 191, 192, 193, 255, 256, 257, 383, 384,
        385, 511, 512, 513, 1000, 1535, 1536, 1537, 3071, 3073);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void productsOfRandomNumbersAreExact(int length) {
    expectExact(random(length), random(length));
    expectExact(random(length), random(Math.max(1, length - 1)));
    expectExact(random(Math.max(1, length / 2)), random(length));
  }

  /// Balanced digits are worst at 5000, plain ones at 9999.
  @ParameterizedTest
  @ValueSource(longs = {9999_9999_9999_9999L, 5000_5000_5000_5000L, 4999_4999_4999_4999L, 0})
  void productsOfExtremeNumbersAreExact(long limb) {
    for (int length : new int[] {1, 80, 81, 128, 1537, 3000}) {
      expectExact(filled(length, limb), filled(length, limb));
      expectExact(filled(length, limb), random(length));
    }
  }

  private void expectExact(Limbs x, Limbs y) {
    String product = value(x).multiply(value(y)).toString();
    assertThat(text(multiplication.product(x, y))).isEqualTo(product);
    Products both = multiplication.productAndSquare(x, y);
    assertThat(text(both.product())).isEqualTo(product);
    assertThat(text(both.square())).isEqualTo(value(y).pow(2).toString());
  }

  private Limbs random(int length) {
    return new Limbs(random.longs(length, 0, Limbs.BASE).toArray());
  }

  private static Limbs filled(int length, long limb) {
    return new Limbs(IntStream.range(0, length).mapToLong(i -> limb).toArray());
  }

  private static BigInteger value(Limbs limbs) {
    return new BigInteger(text(limbs));
  }

  private static String text(Limbs limbs) {
    return new Decimal(false, limbs).toString();
  }
}

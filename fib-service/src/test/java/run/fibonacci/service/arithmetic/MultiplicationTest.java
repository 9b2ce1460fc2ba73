package run.fibonacci.service.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import run.fibonacci.service.arithmetic.Multiplication.Products;
import run.fibonacci.service.arithmetic.fourier.Signal;
import run.fibonacci.service.arithmetic.fourier.Transform;
import run.fibonacci.service.arithmetic.fourier.Transforms;

final class MultiplicationTest {
  private final Random random = new Random(61);
  private final Multiplication multiplication = new Multiplication(new Transforms(), 1_000);

  /// Lengths around the change from columns to transforms, and through every shape of transform.
  static IntStream lengths() {
    return IntStream.of(
        1, 2, 3, 59, 60, 61, 62, 71, 72, 73, 95, 96, 97, 143, 144, 145, 191, 192, 193, 287, 288,
        289, 383, 384, 385, 1000, 1151, 1152, 1153, 3071, 3073);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void productsOfRandomNumbersAreExact(int length) {
    expectExact(random(length), random(length));
    expectExact(random(length), random(Math.max(1, length - 1)));
    expectExact(random(Math.max(1, length / 2)), random(length));
  }

  /// Balanced digits are worst at one half of their base, plain ones just below it.
  @ParameterizedTest
  @ValueSource(strings = {"9", "0", "500000", "499999", "499999500000", "50000", "49999"})
  void productsOfExtremeNumbersAreExact(String digits) {
    for (int length : new int[] {1, 60, 61, 128, 256, 400}) {
      expectExact(filled(length, digits), filled(length, digits));
      expectExact(filled(length, digits), random(length));
    }
  }

  /// Five digits to a value, which products have that would take minutes here.
  @ParameterizedTest
  @MethodSource("packings")
  void whatIsPackedIsReadAgain(Packing packing) {
    for (int length = 1; length < 200; length++) {
      Limbs number = random(length);
      int size = Math.ceilDiv(packing.valuesOfProduct(length, 1), 32) * 16;
      var signal = new DigitSignal(packing, new Signal(size), size);
      signal.write(number);
      assertThat(signal.signal().re()[0]).isBetween(-0.5 * packing.base(), 0.5 * packing.base());
      assertThat(text(signal.read(length))).isEqualTo(text(number));
    }
  }

  /// At the most points that each packing is used for, or a million.
  @ParameterizedTest
  @MethodSource("packings")
  void roundingErrorsStayFarBelowOneHalf(Packing packing) {
    int limbs = packing.equals(new SixDigits()) ? 36_000 : 300_000;
    Transform transform = new Transforms().forReals(packing.valuesOfProduct(limbs, limbs));
    int size = transform.size();
    var x = new DigitSignal(packing, new Signal(size), size);
    var y = new DigitSignal(packing, new Signal(size), size);
    x.write(random(limbs));
    y.write(random(limbs));
    transform.forward(x.signal());
    transform.forward(y.signal());
    x.signal().multiply(y.signal(), size);
    transform.inverse(x.signal());
    double worst =
        DoubleStream.concat(Arrays.stream(x.signal().re()), Arrays.stream(x.signal().im()))
            .map(value -> Math.abs(value - Math.rint(value)))
            .max()
            .orElseThrow();
    assertThat(worst).isBetween(1e-6, 0.125);
  }

  static Stream<Packing> packings() {
    return Stream.of(new SixDigits(), new FiveDigits());
  }

  @Test
  void thePackingFollowsTheLength() {
    assertThat(Packing.of(36_000, 36_000)).isEqualTo(new SixDigits());
    assertThat(Packing.of(37_000, 37_000)).isEqualTo(new FiveDigits());
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

  /// The lowest digits over and over.
  private static Limbs filled(int length, String digits) {
    int count = length * Limbs.DIGITS;
    String all = digits.repeat(Math.ceilDiv(count, digits.length()));
    return Decimal.parse(all.substring(all.length() - count)).magnitude();
  }

  private static BigInteger value(Limbs limbs) {
    return new BigInteger(text(limbs));
  }

  private static String text(Limbs limbs) {
    return new Decimal(false, limbs).toString();
  }
}

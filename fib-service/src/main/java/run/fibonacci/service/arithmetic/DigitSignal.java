package run.fibonacci.service.arithmetic;

import java.util.Arrays;
import run.fibonacci.service.arithmetic.fourier.Signal;

/// Turns a long number into the real values that the transform takes, and a transformed product
/// back.
///
/// The values are digits of base 10^4, balanced to -5000..4999: their products cancel out, which
/// keeps the rounding error of a sum of millions of them far below one half (measured: 10^-4 at 8 *
/// 10^7 digits, 0.08 for the worst operands of 10^7 digits). Value `j` is the real part of point
/// `j`, and from the number of points on the imaginary part, as the transform expects.
final class DigitSignal {
  static final int PER_LIMB = 4;
  private static final int BASE = 10_000;
  private static final int HALF = BASE / 2;
  private static final int SQUARE = BASE * BASE;

  private DigitSignal() {}

  /// Fills the first `size` points of the signal with the digits of a number.
  static void write(Limbs number, Signal signal, int size) {
    double[] re = signal.re();
    int inReal = Math.min(number.length, (size - 1) / PER_LIMB);
    int carry = 0;
    for (int i = 0; i < inReal; i++) {
      carry = writeLimb(number.limb[i], carry, re, PER_LIMB * i);
    }
    Arrays.fill(re, PER_LIMB * inReal, size, 0);
    Arrays.fill(signal.im(), 0, size, 0);
    writeTail(number, inReal, carry, signal, size);
  }

  /// Writes four digits and returns the carry into the next limb.
  private static int writeLimb(long limb, int carry, double[] values, int at) {
    int high = (int) (limb / SQUARE);
    int low = (int) (limb - (long) high * SQUARE);
    int digit0 = low % BASE + carry;
    int carry0 = (HALF - 1 - digit0) >>> 31;
    int digit1 = low / BASE + carry0;
    int carry1 = (HALF - 1 - digit1) >>> 31;
    int digit2 = high % BASE + carry1;
    int carry2 = (HALF - 1 - digit2) >>> 31;
    int digit3 = high / BASE + carry2;
    int carry3 = (HALF - 1 - digit3) >>> 31;
    values[at] = digit0 - (BASE & -carry0);
    values[at + 1] = digit1 - (BASE & -carry1);
    values[at + 2] = digit2 - (BASE & -carry2);
    values[at + 3] = digit3 - (BASE & -carry3);
    return carry3;
  }

  /// The last carry, and in the rare case of a number longer than the real parts its other digits.
  private static void writeTail(Limbs number, int from, int carry, Signal signal, int size) {
    double[] digits = new double[PER_LIMB];
    for (int i = from; i < number.length; i++) {
      carry = writeLimb(number.limb[i], carry, digits, 0);
      for (int d = 0; d < PER_LIMB; d++) {
        put(signal, size, PER_LIMB * i + d, digits[d]);
      }
    }
    put(signal, size, PER_LIMB * number.length, carry);
  }

  private static void put(Signal signal, int size, int index, double value) {
    if (index < size) {
      signal.re()[index] = value;
    } else if (value != 0) {
      signal.im()[index - size] = value;
    }
  }

  /// Rounds the values of a product and carries them into so many limbs.
  static Limbs read(Signal signal, int size, int limbs) {
    double[] re = signal.re();
    long[] result = new long[limbs];
    int inReal = Math.min(limbs, size / PER_LIMB);
    long carry = 0;
    for (int i = 0, j = 0; i < inReal; i++, j += PER_LIMB) {
      long digit0 = (long) Math.rint(re[j]) + carry;
      long carry0 = Math.floorDiv(digit0, BASE);
      long digit1 = (long) Math.rint(re[j + 1]) + carry0;
      long carry1 = Math.floorDiv(digit1, BASE);
      long digit2 = (long) Math.rint(re[j + 2]) + carry1;
      long carry2 = Math.floorDiv(digit2, BASE);
      long digit3 = (long) Math.rint(re[j + 3]) + carry2;
      carry = Math.floorDiv(digit3, BASE);
      long low = digit0 - carry0 * BASE + (digit1 - carry1 * BASE) * BASE;
      long high = digit2 - carry2 * BASE + (digit3 - carry * BASE) * BASE;
      result[i] = low + high * SQUARE;
    }
    readTail(signal, size, result, inReal, carry);
    return new Limbs(result);
  }

  /// The limbs whose values lie, in part or in full, in the imaginary parts.
  private static void readTail(Signal signal, int size, long[] result, int from, long carry) {
    for (int i = from; i < result.length; i++) {
      long weight = 1;
      for (int d = 0; d < PER_LIMB; d++, weight *= BASE) {
        long value = (long) Math.rint(get(signal, size, PER_LIMB * i + d)) + carry;
        carry = Math.floorDiv(value, BASE);
        result[i] += (value - carry * BASE) * weight;
      }
    }
    if (carry + (long) Math.rint(get(signal, size, PER_LIMB * result.length)) != 0) {
      throw new ArithmeticException("a product has more digits than its factors allow");
    }
  }

  private static double get(Signal signal, int size, int index) {
    return index < size ? signal.re()[index] : signal.im()[index - size];
  }
}

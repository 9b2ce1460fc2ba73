package run.fibonacci.service.arithmetic;

import java.math.BigInteger;

/// Multiplies short numbers column by column, as on paper (Comba 1990): each column of the result
/// is summed up in full and divided by the base once.
///
/// A product of two limbs has up to 107 bits. It is added up in two parts, the low 55 bits and the
/// rest, so that no addition needs a test for overflow: up to 128 limbs fit.
final class ColumnProduct {
  private static final int LOW_BITS = 55;
  private static final long LOW_MASK = (1L << LOW_BITS) - 1;

  /// How far a column is shifted before it is divided, to fit the 64 bits of one multiplication.
  private static final int SHIFT = 52;

  /// 2^116 / 10^16, rounded down: multiplying by it and taking the high 64 bits divides by the
  /// base.
  private static final long RECIPROCAL =
      BigInteger.TWO.pow(64 + SHIFT).divide(BigInteger.valueOf(Limbs.BASE)).longValue();

  private final long[] result;
  private long carry;

  private ColumnProduct(int length) {
    result = new long[length];
  }

  /// `x * y`, where the shorter of them has at most 128 limbs.
  static Limbs multiply(Limbs x, Limbs y) {
    if (x.length < y.length) {
      return multiply(y, x);
    }
    var product = new ColumnProduct(x.length + y.length);
    long[] reversed = reversed(y);
    for (int column = 0; column < x.length + y.length - 1; column++) {
      int from = Math.max(0, column - y.length + 1);
      int to = Math.min(column, x.length - 1);
      int offset = y.length - 1 - column;
      long high = 0;
      long low = 0;
      for (int i = from; i <= to; i++) {
        long a = x.limb[i];
        long b = reversed[offset + i];
        high += Math.multiplyHigh(a << (64 - LOW_BITS), b);
        low += (a * b) & LOW_MASK;
      }
      product.put(column, high, low);
    }
    return product.finish();
  }

  /// `x * x`, with half the work: each pair of different limbs counts twice.
  static Limbs square(Limbs x) {
    var product = new ColumnProduct(2 * x.length);
    long[] reversed = reversed(x);
    for (int column = 0; column < 2 * x.length - 1; column++) {
      int from = Math.max(0, column - x.length + 1);
      int to = (column - 1) >> 1;
      int offset = x.length - 1 - column;
      long high = 0;
      long low = 0;
      for (int i = from; i <= to; i++) {
        long a = x.limb[i];
        long b = reversed[offset + i];
        high += Math.multiplyHigh(a << (64 - LOW_BITS), b);
        low += (a * b) & LOW_MASK;
      }
      high <<= 1;
      low <<= 1;
      if ((column & 1) == 0) {
        long middle = x.limb[column >> 1];
        high += Math.multiplyHigh(middle << (64 - LOW_BITS), middle);
        low += (middle * middle) & LOW_MASK;
      }
      product.put(column, high, low);
    }
    return product.finish();
  }

  /// The limbs from the highest down, so that both factors of a column are read upwards.
  private static long[] reversed(Limbs number) {
    long[] reversed = new long[number.length];
    for (int i = 0; i < number.length; i++) {
      reversed[number.length - 1 - i] = number.limb[i];
    }
    return reversed;
  }

  /// Stores the column `high * 2^55 + low` and carries what exceeds the base (Barrett reduction).
  private void put(int column, long high, long low) {
    low += carry;
    high += low >>> LOW_BITS;
    low &= LOW_MASK;
    long shifted = (high << (LOW_BITS - SHIFT)) | (low >>> SHIFT);
    carry = Math.unsignedMultiplyHigh(shifted, RECIPROCAL);
    long rest = ((high << LOW_BITS) | low) - carry * Limbs.BASE;
    while (rest >= Limbs.BASE) {
      rest -= Limbs.BASE;
      carry++;
    }
    result[column] = rest;
  }

  private Limbs finish() {
    result[result.length - 1] = carry;
    return new Limbs(result);
  }
}

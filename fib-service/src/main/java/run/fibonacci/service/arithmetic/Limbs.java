package run.fibonacci.service.arithmetic;

import java.util.Arrays;

/// A natural number in limbs of 16 decimal digits, the lowest first. It changes in place: nothing
/// outside one computation may hold it.
///
/// The base is the largest power of ten that leaves room for `5 * limb + limb + carry` in a `long`.
final class Limbs implements Comparable<Limbs> {
  static final int DIGITS = 16;
  static final long BASE = 10_000_000_000_000_000L;
  private static final long HALF_BASE = BASE / 2;

  long[] limb;

  /// How many limbs count: the highest of them is not zero, unless the number is.
  int length;

  Limbs(long[] limb) {
    this.limb = limb;
    this.length = limb.length;
    trim();
  }

  /// The number `value`, which must not be negative.
  static Limbs of(long value) {
    return new Limbs(new long[] {value % BASE, value / BASE});
  }

  boolean isZero() {
    return length == 1 && limb[0] == 0;
  }

  /// Adds a small number, which may be negative as long as the result is not.
  void add(int small) {
    long carry = small;
    for (int i = 0; carry != 0; i++) {
      if (i == length) {
        grow(length + 1);
      }
      long sum = limb[i] + carry;
      carry = Math.floorDiv(sum, BASE);
      limb[i] = sum - carry * BASE;
    }
    trim();
  }

  /// The sum of this and another number, as a new one.
  Limbs plus(Limbs other) {
    if (length < other.length) {
      return other.plus(this);
    }
    long[] a = limb;
    long[] b = other.limb;
    long[] sum = new long[length + 1];
    long carry = 0;
    for (int i = 0; i < other.length; i++) {
      long rest = a[i] + b[i] + carry - BASE;
      long borrow = rest >> 63;
      sum[i] = rest + (BASE & borrow);
      carry = 1 + borrow;
    }
    for (int i = other.length; i < length; i++) {
      long digit = a[i] + carry;
      carry = digit == BASE ? 1 : 0;
      sum[i] = digit - carry * BASE;
    }
    sum[length] = carry;
    return new Limbs(sum);
  }

  /// This number less one that is not larger, as a new one.
  Limbs minus(Limbs other) {
    long[] difference = new long[length];
    long borrow = 0;
    for (int i = 0; i < length; i++) {
      long rest = limb[i] - (i < other.length ? other.limb[i] : 0) + borrow;
      borrow = rest >> 63;
      difference[i] = rest + (BASE & borrow);
    }
    return new Limbs(difference);
  }

  /// Half of this number, which must be even, in place.
  Limbs halve() {
    long odd = 0;
    for (int i = length - 1; i >= 0; i--) {
      long digit = limb[i];
      limb[i] = (digit >> 1) + odd * HALF_BASE;
      odd = digit & 1;
    }
    trim();
    return this;
  }

  /// Turns the pair F(k), L(k) into F(k+1) = (F+L)/2, L(k+1) = (5F+L)/2, both in place.
  static void stepForward(Limbs fibonacci, Limbs lucas) {
    int length = Math.max(fibonacci.length, lucas.length) + 1;
    fibonacci.grow(length);
    lucas.grow(length);
    long[] f = fibonacci.limb;
    long[] l = lucas.limb;
    long carryF = 0;
    long carryL = 0;
    for (int i = 0; i < length; i++) {
      long sum = f[i] + l[i] + carryF;
      long weighted = 5 * f[i] + l[i] + carryL;
      carryF = sum >= BASE ? 1 : 0;
      carryL = weighted / BASE;
      f[i] = sum - carryF * BASE;
      l[i] = weighted - carryL * BASE;
    }
    fibonacci.halve();
    lucas.halve();
  }

  @Override
  public int compareTo(Limbs other) {
    if (length != other.length) {
      return Integer.compare(length, other.length);
    }
    for (int i = length - 1; i >= 0; i--) {
      if (limb[i] != other.limb[i]) {
        return Long.compare(limb[i], other.limb[i]);
      }
    }
    return 0;
  }

  /// The common logarithm, for a number of more than two limbs.
  double log10() {
    double top = limb[length - 1] + (limb[length - 2] + 0.5) / BASE;
    return Math.log10(top) + (double) DIGITS * (length - 1);
  }

  private void grow(int newLength) {
    if (limb.length < newLength) {
      limb = Arrays.copyOf(limb, newLength);
    }
    Arrays.fill(limb, length, newLength, 0);
    length = newLength;
  }

  private void trim() {
    while (length > 1 && limb[length - 1] == 0) {
      length--;
    }
  }
}

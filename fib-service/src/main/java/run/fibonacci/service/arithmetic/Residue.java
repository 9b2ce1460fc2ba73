package run.fibonacci.service.arithmetic;

/// Arithmetic modulo the prime 2^61 - 1: an independent and cheap way to a residue of F(n), against
/// which a result of the floating-point transform is checked. A wrong one passes with a chance of
/// 2^-61.
final class Residue {
  static final long MODULUS = (1L << 61) - 1;

  private static final long BASE_TO_4 =
      multiply(multiply(Limbs.BASE, Limbs.BASE), multiply(Limbs.BASE, Limbs.BASE));

  private Residue() {}

  /// The residue of a long number: every fourth limb by itself, since each step has to wait for the
  /// one before.
  static long of(Limbs number) {
    long[] limb = number.limb;
    int fours = number.length & -4;
    long a = 0;
    long b = 0;
    long c = 0;
    long d = 0;
    for (int i = number.length - 1; i >= fours; i--) {
      a = step(a, Limbs.BASE, limb[i]);
    }
    for (int i = fours - 4; i >= 0; i -= 4) {
      a = step(a, BASE_TO_4, limb[i]);
      b = step(b, BASE_TO_4, limb[i + 1]);
      c = step(c, BASE_TO_4, limb[i + 2]);
      d = step(d, BASE_TO_4, limb[i + 3]);
    }
    return step(step(step(d, Limbs.BASE, c), Limbs.BASE, b), Limbs.BASE, a);
  }

  private static long step(long residue, long factor, long limb) {
    return reduce(multiply(residue, factor) + limb);
  }

  /// The residue of F(n), `n >= 0`, by doubling: F(2k) = F(k)(2F(k+1) - F(k)) and F(2k+1) = F(k)^2
  /// + F(k+1)^2.
  static long ofFibonacci(long n) {
    long current = 0;
    long next = 1;
    for (int bit = 63 - Long.numberOfLeadingZeros(n); bit >= 0; bit--) {
      long even = multiply(current, reduce(2 * next + MODULUS - current));
      long odd = reduce(multiply(current, current) + multiply(next, next));
      boolean set = (n >>> bit & 1) == 1;
      current = set ? odd : even;
      next = set ? reduce(even + odd) : odd;
    }
    return current;
  }

  /// Only numbers below 2^63 come here: 2^61 is 1, so the bits above are added to those below.
  private static long reduce(long value) {
    long folded = (value & MODULUS) + (value >>> 61);
    return folded >= MODULUS ? folded - MODULUS : folded;
  }

  private static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return reduce((low & MODULUS) + ((low >>> 61) | (high << 3)));
  }
}

package run.fibonacci.service.arithmetic;

/// Arithmetic modulo the prime 2^61 - 1: an independent and cheap way to a residue of F(n), against
/// which a result of the floating-point transform is checked. A wrong one passes with a chance of
/// 2^-61.
final class Residue {
  static final long MODULUS = (1L << 61) - 1;

  private Residue() {}

  /// The residue of a long number.
  static long of(Limbs number) {
    long residue = 0;
    for (int i = number.length - 1; i >= 0; i--) {
      residue = reduce(multiply(residue, Limbs.BASE) + number.limb[i]);
    }
    return residue;
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

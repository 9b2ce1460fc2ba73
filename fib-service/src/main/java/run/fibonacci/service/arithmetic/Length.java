package run.fibonacci.service.arithmetic;

import java.math.BigDecimal;

/// How long F(n) is, from n alone: F(n) is the integer next to phi^n / √5 (Binet), so its length
/// follows from `n log(phi) - log(√5)`.
///
/// The logarithms have 40 digits: the fractional part would have to be zero to 30 of them for a
/// wrong answer.
final class Length {
  private static final BigDecimal LOG10_PHI =
      new BigDecimal("0.2089876402499787337692720892375554168225");
  private static final BigDecimal LOG10_SQRT5 =
      new BigDecimal("0.3494850021680094023931305526377534866159");
  private static final BigDecimal LOG2_PHI =
      new BigDecimal("0.6942419136306173017387902668985952234636");
  private static final BigDecimal LOG2_SQRT5 =
      new BigDecimal("1.1609640474436811739351597147446950879324");

  /// So near an integer the precision of a `double` may not tell on which side: n is below 2^29.
  private static final double DOUBTFUL = 1e-6;

  private Length() {}

  /// The decimal digits of |F(n)|, for `n >= 3`.
  static long digits(long n) {
    return floor(n, LOG10_PHI, LOG10_SQRT5) + 1;
  }

  /// The bits of |F(n)|, for `n >= 4`.
  static long bits(long n) {
    return floor(n, LOG2_PHI, LOG2_SQRT5) + 1;
  }

  private static long floor(long n, BigDecimal logPhi, BigDecimal logSqrt5) {
    double rough = n * logPhi.doubleValue() - logSqrt5.doubleValue();
    return Math.abs(rough - Math.rint(rough)) > DOUBTFUL
        ? (long) rough
        : logPhi.multiply(BigDecimal.valueOf(n)).subtract(logSqrt5).longValue();
  }

  /// About how many digits all of F(0) to F(n) have.
  static double digitsUpTo(long n) {
    return LOG10_PHI.doubleValue() / 2 * n * n + n;
  }

  /// The `n` for which F(n) would be a number with this common logarithm: no integer, in general.
  static double index(double log10) {
    return (log10 + LOG10_SQRT5.doubleValue()) / LOG10_PHI.doubleValue();
  }
}

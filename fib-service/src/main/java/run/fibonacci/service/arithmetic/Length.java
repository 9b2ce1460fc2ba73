package run.fibonacci.service.arithmetic;

import java.math.BigDecimal;

/// How long F(n) is, from n alone: F(n) is the integer next to phi^n / √5 (Binet), so its length
/// follows from `n log(phi) - log(√5)`.
///
/// The logarithms have 40 digits: the fractional part would have to be zero to 30 of them for a
/// wrong answer.
final class Length {
  private static final Logarithm LOG10_PHI =
      new Logarithm("0.2089876402499787337692720892375554168225");
  private static final Logarithm LOG10_SQRT5 =
      new Logarithm("0.3494850021680094023931305526377534866159");
  private static final Logarithm LOG2_PHI =
      new Logarithm("0.6942419136306173017387902668985952234636");
  private static final Logarithm LOG2_SQRT5 =
      new Logarithm("1.1609640474436811739351597147446950879324");

  /// So near an integer the precision of a `double` may not tell on which side: n is below 2^29.
  private static final double DOUBTFUL = 1e-6;

  private Length() {}

  /// @param rough the same in short, kept: rounding takes longer than a small number does
  private record Logarithm(BigDecimal exact, double rough) {
    Logarithm(String digits) {
      this(new BigDecimal(digits), Double.parseDouble(digits));
    }
  }

  /// The decimal digits of |F(n)|, for `n >= 3`.
  static long digits(long n) {
    return floor(n, LOG10_PHI, LOG10_SQRT5) + 1;
  }

  /// The bits of |F(n)|, for `n >= 4`.
  static long bits(long n) {
    return floor(n, LOG2_PHI, LOG2_SQRT5) + 1;
  }

  private static long floor(long n, Logarithm phi, Logarithm sqrt5) {
    double rough = n * phi.rough - sqrt5.rough;
    return Math.abs(rough - Math.rint(rough)) > DOUBTFUL
        ? (long) rough
        : phi.exact.multiply(BigDecimal.valueOf(n)).subtract(sqrt5.exact).longValue();
  }

  /// About how many digits all of F(0) to F(n) have.
  static double digitsUpTo(long n) {
    return LOG10_PHI.rough / 2 * n * n + n;
  }

  /// The `n` for which F(n) would be a number with this common logarithm: no integer, in general.
  static double index(double log10) {
    return (log10 + LOG10_SQRT5.rough) / LOG10_PHI.rough;
  }
}

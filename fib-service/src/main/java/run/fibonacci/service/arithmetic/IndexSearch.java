package run.fibonacci.service.arithmetic;

import java.util.function.LongFunction;
import run.fibonacci.service.arithmetic.Position.At;
import run.fibonacci.service.arithmetic.Position.Between;

/// Finds the index of a Fibonacci number. The logarithm of the number tells its index but for a
/// fraction (Binet); where that is next to an integer, the one Fibonacci number that it can be is
/// computed and compared.
final class IndexSearch {
  /// How near an integer the index of a Fibonacci number comes out: a logarithm of a million digits
  /// is good to 10^-9, and one of 10^8 to 10^-7.
  private static final double MARGIN = 1e-5;

  private final long[] small;
  private final LongFunction<Limbs> magnitude;

  /// @param small F(0) and on
  /// @param magnitude computes F(n) for any larger `n`
  IndexSearch(long[] small, LongFunction<Limbs> magnitude) {
    this.small = small;
    this.magnitude = magnitude;
  }

  Position find(Decimal value) {
    Ceiling ceiling = ceiling(value.magnitude());
    return value.isNegative() ? negative(ceiling) : positive(ceiling);
  }

  /// The smallest `n` for which F(n) is not below a magnitude.
  ///
  /// @param exact whether it is that magnitude
  private record Ceiling(long n, boolean exact) {}

  private Ceiling ceiling(Limbs value) {
    if (value.compareTo(Limbs.of(small[small.length - 1])) <= 0) {
      long number = value.length == 1 ? value.limb[0] : value.limb[1] * Limbs.BASE + value.limb[0];
      int n = 0;
      while (small[n] < number) {
        n++;
      }
      return new Ceiling(n, small[n] == number);
    }
    double index = Length.index(value.log10());
    long nearest = Math.round(index);
    if (Math.abs(index - nearest) > MARGIN) {
      return new Ceiling((long) Math.ceil(index), false);
    }
    int comparison = value.compareTo(magnitude.apply(nearest));
    return new Ceiling(comparison > 0 ? nearest + 1 : nearest, comparison == 0);
  }

  private static Position positive(Ceiling ceiling) {
    return ceiling.exact ? new At(ceiling.n) : new Between(ceiling.n - 1, ceiling.n);
  }

  /// The negative numbers are those of the even indices, -F(2) = -1, -F(4) = -3 and so on.
  private static Position negative(Ceiling ceiling) {
    long n = ceiling.n;
    boolean even = n % 2 == 0;
    if (ceiling.exact && n <= 2) {
      return new At(-2);
    }
    if (ceiling.exact && even) {
      return new At(-n);
    }
    long outer = even ? n : n + 1;
    return new Between(-outer, -(outer - 2));
  }
}

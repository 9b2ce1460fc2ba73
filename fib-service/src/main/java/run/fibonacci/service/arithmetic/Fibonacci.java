package run.fibonacci.service.arithmetic;

import java.util.ArrayList;
import java.util.List;
import run.fibonacci.service.arithmetic.Multiplication.Products;
import run.fibonacci.service.arithmetic.fourier.Transforms;

/// Computes Fibonacci numbers, exactly. Safe for use by many threads at once.
///
/// It doubles the pair of the Fibonacci number F(k) and the Lucas number L(k):
///
/// - F(2k) = F(k) L(k), L(2k) = L(k)^2 - 2(-1)^k
/// - F(k+1) = (F(k) + L(k)) / 2, L(k+1) = (5F(k) + L(k)) / 2
///
/// and needs one product for the last step, since F(2k+1) = L(k) F(k+1) - (-1)^k. Source: Knuth,
/// The Art of Computer Programming 1, 1.2.8, and the description of `mpz_fib_ui` in the GMP manual.
public final class Fibonacci {
  /// The greatest index, in magnitude, for which the precision of the transform was measured.
  public static final long LARGEST_INDEX = 400_000_000;

  /// F(0) to F(92): all that a `long` holds.
  private static final long[] SMALL = small();

  /// Doubling starts from a pair below this index: L(90) still fits a `long`.
  private static final int START = 90;

  private static final double LOG10_PHI = Math.log10((1 + Math.sqrt(5)) / 2);
  private static final double LOG10_SQRT5 = Math.log10(5) / 2;

  private final Transforms transforms = new Transforms();

  private static long[] small() {
    long[] numbers = new long[93];
    numbers[1] = 1;
    for (int i = 2; i < numbers.length; i++) {
      numbers[i] = numbers[i - 1] + numbers[i - 2];
    }
    return numbers;
  }

  /// F(n), where F(-n) = (-1)^(n+1) F(n).
  ///
  /// @throws IllegalArgumentException if `n` is beyond [#LARGEST_INDEX] on either side
  /// @throws ArithmeticException if the result fails its check, which only broken hardware brings
  ///   about
  public Decimal number(long n) {
    return new Decimal(n < 0 && n % 2 == 0, magnitude(requireInRange(n)));
  }

  /// F(from), F(from + 1) and so on, `count` numbers: each but the first two costs one addition.
  ///
  /// @throws IllegalArgumentException if `from` is negative or the last index beyond
  ///   [#LARGEST_INDEX]
  public List<Decimal> consecutive(long from, int count) {
    if (from < 0) {
      throw new IllegalArgumentException("from is " + from + ": it must be 0 or more");
    }
    requireInRange(from + count - 1);
    var magnitudes = new ArrayList<Limbs>(count);
    for (int i = 0; i < count; i++) {
      magnitudes.add(
          i < 2 ? magnitude(from + i) : magnitudes.get(i - 2).plus(magnitudes.get(i - 1)));
    }
    return magnitudes.stream().map(magnitude -> new Decimal(false, magnitude)).toList();
  }

  /// How many decimal digits F(n) has, without computing it; off by one at most.
  public static long digits(long n) {
    return Math.max(1, (long) (Math.abs(n) * LOG10_PHI - LOG10_SQRT5) + 1);
  }

  private static long requireInRange(long n) {
    if (n < -LARGEST_INDEX || n > LARGEST_INDEX) {
      throw new IllegalArgumentException(
          "index " + n + " is too large: at most " + LARGEST_INDEX + " on either side of 0");
    }
    return Math.abs(n);
  }

  private Limbs magnitude(long n) {
    if (n < SMALL.length) {
      return Limbs.of(SMALL[(int) n]);
    }
    Limbs result = doubled(n);
    if (result.length > Multiplication.COLUMN_LIMBS
        && Residue.of(result) != Residue.ofFibonacci(n)) {
      throw new ArithmeticException("F(" + n + ") failed its check modulo 2^61-1");
    }
    return result;
  }

  /// Walks through the bits of `n` from the highest: each doubles the index, a set bit adds one.
  private Limbs doubled(long n) {
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(n) - 7);
    if (n >>> shift > START) {
      shift++;
    }
    int start = (int) (n >>> shift);
    Limbs fibonacci = Limbs.of(SMALL[start]);
    Limbs lucas = Limbs.of(SMALL[start - 1] + SMALL[start + 1]);
    var multiplication = new Multiplication(transforms);
    for (int bit = shift - 1; bit >= 1; bit--) {
      Products products = multiplication.productAndSquare(fibonacci, lucas);
      fibonacci = products.product();
      lucas = products.square();
      lucas.add(-2 * sign(n >>> (bit + 1)));
      if (isOdd(n >>> bit)) {
        Limbs.stepForward(fibonacci, lucas);
      }
    }
    return lastStep(n, multiplication, fibonacci, lucas);
  }

  private static Limbs lastStep(long n, Multiplication multiplication, Limbs f, Limbs l) {
    if (!isOdd(n)) {
      return multiplication.product(f, l);
    }
    Limbs result = multiplication.product(l, f.plus(l).halve());
    result.add(-sign(n >>> 1));
    return result;
  }

  /// (-1)^k.
  private static int sign(long k) {
    return isOdd(k) ? -1 : 1;
  }

  private static boolean isOdd(long k) {
    return (k & 1) == 1;
  }
}

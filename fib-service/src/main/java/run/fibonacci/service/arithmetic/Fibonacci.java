package run.fibonacci.service.arithmetic;

import java.math.BigInteger;
import java.util.Iterator;
import run.fibonacci.service.arithmetic.Multiplication.Products;
import run.fibonacci.service.arithmetic.fourier.Cancellation;
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
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public Decimal number(long n) {
    return new Decimal(n < 0 && n % 2 == 0, magnitude(requireInRange(n)));
  }

  /// F(from), F(from + 1) and so on, `count` numbers, each computed when it is asked for.
  ///
  /// @throws IllegalArgumentException if an index is beyond [#LARGEST_INDEX] on either side
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public Iterator<Decimal> range(long from, long count) {
    long first = requireInRange(from);
    requireInRange(from + count - 1);
    return new Range(from, count, magnitude(first), magnitude(Math.abs(from + 1)));
  }

  /// Where a number stands among the Fibonacci numbers.
  ///
  /// @throws IllegalArgumentException if it is larger than F([#LARGEST_INDEX])
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public Position positionOf(Decimal value) {
    return new IndexSearch(SMALL, n -> magnitude(requireInRange(n))).find(value);
  }

  /// F(n) in binary: slower than [#number] the longer it is, ten times at most.
  ///
  /// @throws IllegalArgumentException if `n` is beyond [#LARGEST_INDEX] on either side
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public static BigInteger binary(long n) {
    requireInRange(n);
    return BinaryFibonacci.number(n);
  }

  /// F(n) modulo a positive number, for any `n`: the residue from 0 to `modulus - 1`.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  public static BigInteger residue(BigInteger n, BigInteger modulus) {
    return BinaryFibonacci.residue(n, modulus);
  }

  /// How many decimal digits F(n) has, without computing it.
  public static long digits(long n) {
    long index = Math.abs(n);
    return index < SMALL.length ? Long.toString(SMALL[(int) index]).length() : Length.digits(index);
  }

  /// About how many digits the numbers of a range have in all, without computing them.
  public static long digits(long from, long count) {
    double upToLast = Math.copySign(Length.digitsUpTo(from + count - 1), from + count - 1);
    double upToFirst = Math.copySign(Length.digitsUpTo(from), from);
    return (long) (upToLast - upToFirst);
  }

  /// How many bytes F(n) has in two's complement, without computing it.
  public static long bytes(long n) {
    long index = Math.abs(n);
    return index < SMALL.length ? binary(n).toByteArray().length : Length.bits(index) / 8 + 1;
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
    return checked(n, doubled(n));
  }

  /// F(n), of which a result of transforms is given. They round within bounds that were measured,
  /// not proved: should one have gone wrong, the number is computed without them.
  static Limbs checked(long n, Limbs result) {
    boolean exact =
        result.length <= Multiplication.COLUMN_LIMBS
            || Residue.of(result) == Residue.ofFibonacci(n);
    return exact ? result : Decimal.parse(BinaryFibonacci.number(n).toString()).magnitude();
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
    var multiplication =
        new Multiplication(transforms, (int) (Length.digits(n) / Limbs.DIGITS) + 2);
    for (int bit = shift - 1; bit >= 1; bit--) {
      Cancellation.check();
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

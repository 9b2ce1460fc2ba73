package run.fibonacci.service.arithmetic;

import java.math.BigInteger;
import java.util.function.UnaryOperator;
import run.fibonacci.service.arithmetic.fourier.Cancellation;

/// Fibonacci numbers in binary: as bytes, and as residues of any modulus. It is some ten times
/// slower than [Fibonacci] for long numbers and has nothing in common with it but the mathematics,
/// so that it also stands in where a transform went wrong.
///
/// Doubling with two squarings a bit, as `mpz_fib_ui` does (GMP manual, "Fibonacci Numbers
/// Algorithm"):
///
/// - F(2k+1) = 4F(k)^2 - F(k-1)^2 + 2(-1)^k
/// - F(2k-1) = F(k)^2 + F(k-1)^2
/// - F(2k) = F(2k+1) - F(2k-1)
final class BinaryFibonacci {
  /// Below this modulus the square of a residue, twice, fits a `long`.
  private static final int LONG_BITS = 30;

  private BinaryFibonacci() {}

  /// F(n), where F(-n) = (-1)^(n+1) F(n).
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  static BigInteger number(long n) {
    return doubled(BigInteger.valueOf(n), UnaryOperator.identity());
  }

  /// F(n) modulo a positive number: the residue from 0 to `modulus - 1`.
  ///
  /// @throws java.util.concurrent.CancellationException if the thread is interrupted
  static BigInteger residue(BigInteger n, BigInteger modulus) {
    return modulus.bitLength() <= LONG_BITS
        ? BigInteger.valueOf(residue(n, modulus.longValue()))
        : doubled(n, new Modulus(modulus)::reduce).mod(modulus);
  }

  private static BigInteger doubled(BigInteger n, UnaryOperator<BigInteger> reduce) {
    BigInteger index = n.abs();
    BigInteger current = BigInteger.ZERO;
    BigInteger previous = BigInteger.ONE;
    int two = 2;
    for (int bit = index.bitLength() - 1; bit >= 0; bit--) {
      Cancellation.check();
      BigInteger square = current.multiply(current);
      BigInteger previousSquare = previous.multiply(previous);
      BigInteger below = square.add(previousSquare);
      BigInteger above = square.shiftLeft(2).subtract(previousSquare).add(BigInteger.valueOf(two));
      boolean odd = index.testBit(bit);
      current = reduce.apply(odd ? above : above.subtract(below));
      previous = reduce.apply(odd ? above.subtract(below) : below);
      two = odd ? -2 : 2;
    }
    return n.signum() < 0 && !n.testBit(0) ? current.negate() : current;
  }

  private static long residue(BigInteger n, long modulus) {
    BigInteger index = n.abs();
    long current = 0;
    long previous = 1 % modulus;
    int two = 2;
    for (int bit = index.bitLength() - 1; bit >= 0; bit--) {
      long square = current * current;
      long previousSquare = previous * previous;
      long below = (square + previousSquare) % modulus;
      long above = Math.floorMod(4 * square - previousSquare + two, modulus);
      boolean odd = index.testBit(bit);
      long middle = Math.floorMod(above - below, modulus);
      current = odd ? above : middle;
      previous = odd ? middle : below;
      two = odd ? -2 : 2;
    }
    return n.signum() < 0 && !n.testBit(0) ? Math.floorMod(-current, modulus) : current;
  }
}

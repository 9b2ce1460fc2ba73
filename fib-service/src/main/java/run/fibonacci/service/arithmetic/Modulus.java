package run.fibonacci.service.arithmetic;

import java.math.BigInteger;

/// Takes numbers modulo one that stays the same: by two multiplications with its reciprocal instead
/// of a division, which for long moduli is several times slower (Barrett 1986; Menezes, van
/// Oorschot and Vanstone, Handbook of Applied Cryptography, 14.42).
final class Modulus {
  /// How many bits a number may have beyond the square of the modulus.
  private static final int SPARE = 8;

  private final BigInteger modulus;
  private final int bits;
  private final BigInteger reciprocal;

  Modulus(BigInteger modulus) {
    this.modulus = modulus;
    bits = modulus.bitLength();
    reciprocal = BigInteger.ONE.shiftLeft(2 * bits + SPARE).divide(modulus);
  }

  /// The residue from 0 to `modulus - 1`.
  BigInteger reduce(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 2 * bits + SPARE) {
      return value.mod(modulus);
    }
    BigInteger quotient =
        value.shiftRight(bits - 1).multiply(reciprocal).shiftRight(bits + SPARE + 1);
    BigInteger rest = value.subtract(quotient.multiply(modulus));
    // The quotient is too small by two at most.
    while (rest.compareTo(modulus) >= 0) {
      rest = rest.subtract(modulus);
    }
    return rest;
  }
}

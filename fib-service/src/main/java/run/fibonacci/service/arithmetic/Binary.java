package run.fibonacci.service.arithmetic;

import java.math.BigInteger;

/// Reads long decimal integers into binary. `new BigInteger(String)` takes time that grows with the
/// square of the length, seconds for a million digits; here only short pieces go through it, and
/// are put together by multiplication.
public final class Binary {
  /// Up to so many digits reading at once is quicker.
  private static final int PIECE = 400;

  private Binary() {}

  /// @param integer digits, with a leading minus where there is one
  /// @throws NumberFormatException if there is anything else in it, or no digit
  public static BigInteger parse(String integer) {
    return integer.startsWith("-")
        ? natural(integer, 1, integer.length()).negate()
        : natural(integer, 0, integer.length());
  }

  private static BigInteger natural(String text, int from, int to) {
    if (to - from <= PIECE) {
      return new BigInteger(text.substring(from, to));
    }
    int lowDigits = (to - from) / 2;
    BigInteger high = natural(text, from, to - lowDigits);
    BigInteger low = natural(text, to - lowDigits, to);
    return high.multiply(BigInteger.TEN.pow(lowDigits)).add(low);
  }
}

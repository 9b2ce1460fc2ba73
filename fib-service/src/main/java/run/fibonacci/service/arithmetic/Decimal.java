package run.fibonacci.service.arithmetic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// An exact integer of any size that is written down without conversion: it is held in decimal.
public final class Decimal {
  private static final VarHandle FOUR_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /// The four ASCII digits of each number below 10,000, as they lie in memory.
  private static final int[] FOUR_DIGITS = fourDigits();

  private final boolean negative;
  private final Limbs magnitude;

  Decimal(boolean negative, Limbs magnitude) {
    this.negative = negative;
    this.magnitude = magnitude;
  }

  private static int[] fourDigits() {
    int[] table = new int[10_000];
    for (int i = 0; i < table.length; i++) {
      int digits = i % 10 << 24 | i / 10 % 10 << 16 | i / 100 % 10 << 8 | i / 1000;
      table[i] = digits + 0x30303030;
    }
    return table;
  }

  /// The number that is written in ASCII digits, with a leading minus where there is one. Linear in
  /// its length, which `new BigInteger(String)` is not.
  ///
  /// @throws NumberFormatException if there is anything else in it, or no digit
  public static Decimal parse(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    if (digits == 0) {
      throw new NumberFormatException("no digits");
    }
    long[] limb = new long[(digits + Limbs.DIGITS - 1) / Limbs.DIGITS];
    for (int i = 0; i < limb.length; i++) {
      int end = text.length() - i * Limbs.DIGITS;
      limb[i] = parseLimb(text, Math.max(start, end - Limbs.DIGITS), end);
    }
    var magnitude = new Limbs(limb);
    return new Decimal(start == 1 && !magnitude.isZero(), magnitude);
  }

  private static long parseLimb(String text, int from, int to) {
    long limb = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException("no digit at " + i);
      }
      limb = limb * 10 + digit;
    }
    return limb;
  }

  public boolean isNegative() {
    return negative;
  }

  Limbs magnitude() {
    return magnitude;
  }

  /// How many characters it has, with the minus where there is one.
  public int length() {
    return headLength() + Limbs.DIGITS * (magnitude.length - 1);
  }

  /// The decimal digits in ASCII, with a leading minus where there is one.
  public byte[] toAscii() {
    byte[] digits = new byte[length()];
    int position = putHead(digits, 0);
    for (int i = magnitude.length - 2; i >= 0; i--, position += Limbs.DIGITS) {
      putLimb(digits, position, magnitude.limb[i]);
    }
    return digits;
  }

  /// The same digits piece by piece, from the first on.
  public Reader reader() {
    return new Reader();
  }

  /// Reads the digits of a number once, in pieces of any size from 20 characters up.
  public final class Reader {
    private int unread = magnitude.length;

    private Reader() {}

    public boolean isUnread() {
      return unread == magnitude.length;
    }

    public boolean isAtEnd() {
      return unread == 0;
    }

    /// Puts as many digits into the target as fit, in whole limbs.
    ///
    /// @return the position behind them
    public int read(byte[] target, int position) {
      if (isUnread()) {
        if (position + headLength() > target.length) {
          return position;
        }
        position = putHead(target, position);
        unread--;
      }
      for (; unread > 0 && position + Limbs.DIGITS <= target.length; unread--) {
        putLimb(target, position, magnitude.limb[unread - 1]);
        position += Limbs.DIGITS;
      }
      return position;
    }
  }

  private long top() {
    return magnitude.limb[magnitude.length - 1];
  }

  /// How many characters the highest limb has, which has no leading zeros, with the sign.
  private int headLength() {
    int length = negative ? 2 : 1;
    for (long power = 10; power <= top(); power *= 10) {
      length++;
    }
    return length;
  }

  /// Writes the sign and the highest limb, and returns the position behind them.
  private int putHead(byte[] digits, int position) {
    int end = position + headLength();
    if (negative) {
      digits[position] = '-';
    }
    int first = negative ? position + 1 : position;
    long rest = top();
    for (int i = end - 1; i >= first; i--, rest /= 10) {
      digits[i] = (byte) ('0' + rest % 10);
    }
    return end;
  }

  private static void putLimb(byte[] digits, int position, long limb) {
    int high = (int) (limb / 100_000_000);
    putEight(digits, position, high);
    putEight(digits, position + 8, (int) (limb - high * 100_000_000L));
  }

  private static void putEight(byte[] digits, int position, int value) {
    int high = value / 10_000;
    FOUR_BYTES.set(digits, position, FOUR_DIGITS[high]);
    FOUR_BYTES.set(digits, position + 4, FOUR_DIGITS[value - high * 10_000]);
  }

  @Override
  public String toString() {
    return new String(toAscii(), US_ASCII);
  }
}

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

  /// The decimal digits in ASCII, with a leading minus where there is one.
  public byte[] toAscii() {
    byte[] top = head().getBytes(US_ASCII);
    byte[] digits = new byte[top.length + Limbs.DIGITS * (magnitude.length - 1)];
    System.arraycopy(top, 0, digits, 0, top.length);
    int position = top.length;
    for (int i = magnitude.length - 2; i >= 0; i--, position += Limbs.DIGITS) {
      int high = (int) (magnitude.limb[i] / 100_000_000);
      int low = (int) (magnitude.limb[i] - high * 100_000_000L);
      putEight(digits, position, high);
      putEight(digits, position + 8, low);
    }
    return digits;
  }

  private String head() {
    return (negative ? "-" : "") + magnitude.limb[magnitude.length - 1];
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

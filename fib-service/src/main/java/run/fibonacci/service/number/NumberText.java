package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import run.fibonacci.service.arithmetic.Decimal;

/// One number written out with what goes around it, in pieces: a long number is never in memory as
/// text in full.
final class NumberText implements Iterator<byte[]> {
  private static final int PIECE = 64 * 1024;

  private final byte[] before;
  private final byte[] after;
  private final Decimal.Reader digits;
  private boolean started;
  private boolean ended;

  NumberText(String before, Decimal number, String after) {
    this.before = before.getBytes(US_ASCII);
    this.after = after.getBytes(US_ASCII);
    this.digits = number.reader();
  }

  @Override
  public boolean hasNext() {
    return !ended;
  }

  @Override
  public byte[] next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    byte[] piece = new byte[PIECE];
    int length = 0;
    if (!started) {
      System.arraycopy(before, 0, piece, 0, before.length);
      length = before.length;
      started = true;
    }
    length = digits.read(piece, length);
    if (digits.isAtEnd() && length + after.length <= PIECE) {
      System.arraycopy(after, 0, piece, length, after.length);
      length += after.length;
      ended = true;
    }
    return length == PIECE ? piece : Arrays.copyOf(piece, length);
  }
}

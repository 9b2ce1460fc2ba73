package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.number.Format.OfRange;

/// The numbers of a range written out, in pieces: nothing but the current number is in memory.
final class RangeText implements Iterator<byte[]> {
  private static final int PIECE = 64 * 1024;

  /// Room for what comes before one number, or behind the last.
  private static final int MARGIN = 100;

  private final OfRange format;
  private final Iterator<Decimal> numbers;
  private final long from;
  private long index;
  private Decimal.Reader digits;
  private boolean ended;
  private byte[] piece = {};
  private int length;

  /// @param numbers at least one
  /// @param from the index of the first
  RangeText(OfRange format, Iterator<Decimal> numbers, long from) {
    this.format = format;
    this.numbers = numbers;
    this.from = from;
    this.index = from;
    this.digits = numbers.next().reader();
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
    piece = new byte[PIECE];
    length = 0;
    if (index == from && digits.isUnread()) {
      put(format.before(index, true));
    }
    fill();
    return Arrays.copyOf(piece, length);
  }

  /// Writes until the piece is full or the range at its end.
  private void fill() {
    while (true) {
      length = digits.read(piece, length);
      if (!digits.isAtEnd() || length + MARGIN > PIECE) {
        return;
      }
      if (!numbers.hasNext()) {
        put(format.end());
        ended = true;
        return;
      }
      digits = numbers.next().reader();
      index++;
      put(Digits.AFTER);
      put(format.before(index, false));
    }
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, piece, length, bytes.length);
    length += bytes.length;
  }
}

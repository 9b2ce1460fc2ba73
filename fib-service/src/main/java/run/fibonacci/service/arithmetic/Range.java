package run.fibonacci.service.arithmetic;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Consecutive Fibonacci numbers, from any index on: each but the first two costs one addition, or
/// one subtraction where the index is negative and the magnitudes fall.
final class Range implements Iterator<Decimal> {
  private final long end;
  private long index;
  private Limbs current;
  private Limbs next;

  /// @param first |F(from)|
  /// @param second |F(from + 1)|
  Range(long from, long count, Limbs first, Limbs second) {
    this.index = from;
    this.end = from + count;
    this.current = first;
    this.next = second;
  }

  @Override
  public boolean hasNext() {
    return index < end;
  }

  @Override
  public Decimal next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var number = new Decimal(index < 0 && index % 2 == 0, current);
    // |F(-k+2)| = |F(-k)| - |F(-k+1)|, down to F(1) = F(-1).
    Limbs afterNext = index < -1 ? current.minus(next) : current.plus(next);
    current = next;
    next = afterNext;
    index++;
    return number;
  }
}

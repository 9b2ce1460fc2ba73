package run.fibonacci.service.number;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.problem.Problem;

/// How many digits all answers under way may have together. They are counted before anything is
/// computed, until the last of them was sent: so the memory that many slow readers can hold is
/// bounded.
@Singleton
final class Budget {
  /// A digit takes half a byte until it is sent; with an eighth of the heap for all.
  private static final int HEAP_PER_DIGIT = 4;

  private static final int UNIT = 1_024;

  private final int capacity;
  private final Semaphore units;

  Budget(Limits limits) {
    long largest = Fibonacci.digits(limits.maxIndex());
    // A range holds four numbers at a time.
    long digits = Math.max(4 * largest, Runtime.getRuntime().maxMemory() / HEAP_PER_DIGIT);
    capacity = (int) Math.min(Integer.MAX_VALUE, digits / UNIT);
    units = new Semaphore(capacity);
  }

  /// Sets digits aside.
  ///
  /// @throws run.fibonacci.service.problem.ProblemException if too many are under way
  Claim claim(long digits) {
    int needed = (int) Math.min(capacity, digits / UNIT + 1);
    if (!units.tryAcquire(needed)) {
      throw Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "too-busy",
              "answers with %d digits in all are under way, and no more fit: try again"
                  .formatted((long) (capacity - units.availablePermits()) * UNIT))
          .thrown();
    }
    return new Claim(needed);
  }

  /// Whether nothing is under way.
  boolean isUnused() {
    return units.availablePermits() == capacity;
  }

  /// Digits set aside, until they are given back: once, however often that is asked for.
  final class Claim {
    private final int claimed;
    private final AtomicBoolean released = new AtomicBoolean();

    private Claim(int claimed) {
      this.claimed = claimed;
    }

    void release() {
      if (released.compareAndSet(false, true)) {
        units.release(claimed);
      }
    }
  }
}

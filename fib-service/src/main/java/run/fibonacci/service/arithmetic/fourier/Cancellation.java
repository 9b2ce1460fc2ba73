package run.fibonacci.service.arithmetic.fourier;

import java.util.concurrent.CancellationException;

/// Ends a computation that nobody waits for any more: whoever cancels it interrupts its thread, and
/// the computation looks at that from time to time.
public final class Cancellation {
  private Cancellation() {}

  /// @throws CancellationException if the current thread is interrupted; it stays interrupted
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the computation was cancelled");
    }
  }
}

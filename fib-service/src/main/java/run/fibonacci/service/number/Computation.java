package run.fibonacci.service.number;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The result of a computation that can be abandoned, at whatever point it is: then its thread is
/// interrupted, and free for the next one soon after.
final class Computation<T> extends CompletableFuture<T> implements Runnable {
  private final Callable<T> work;
  private @Nullable Thread worker;

  Computation(Callable<T> work) {
    this.work = work;
  }

  @Override
  public void run() {
    if (!begin()) {
      return;
    }
    T value;
    try {
      value = work.call();
    } catch (Exception | Error e) {
      end();
      completeExceptionally(e);
      return;
    }
    end();
    complete(value);
  }

  private synchronized boolean begin() {
    if (isDone()) {
      return false;
    }
    worker = Thread.currentThread();
    return true;
  }

  /// After this no interrupt comes any more, and the one that may have come is forgotten.
  private synchronized void end() {
    worker = null;
    Thread.interrupted();
  }

  synchronized boolean hasBegun() {
    return isDone() || worker != null;
  }

  /// Gives this failure to whoever waits, and stops computing.
  void abandon(Throwable failure) {
    if (completeExceptionally(failure)) {
      interrupt();
    }
  }

  private synchronized void interrupt() {
    if (worker != null) {
      worker.interrupt();
    }
  }
}

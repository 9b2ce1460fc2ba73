package run.fibonacci.operator.memory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Has the heap collected as a whole after a burst of work. The serial collector, which costs the
/// least otherwise, gives memory back then and at no other time, and may not need to for days.
public final class PeriodicCollection implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /// Less leaves too little behind to be worth a pause.
  private static final long BURST = 100;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("collection").factory());
  private final LongSupplier work;
  private final Runnable collection;
  private long collectedAt;

  /// @param work how many reconciles there have been
  /// @param collection does it
  PeriodicCollection(LongSupplier work, Runnable collection) {
    this.work = work;
    this.collection = collection;
  }

  /// Looks twice a minute.
  ///
  /// @param work how many reconciles there have been
  public static PeriodicCollection after(LongSupplier work) {
    var periodic = new PeriodicCollection(work, System::gc);
    periodic.timer.scheduleWithFixedDelay(
        periodic::look, INTERVAL.toSeconds(), INTERVAL.toSeconds(), TimeUnit.SECONDS);
    return periodic;
  }

  void look() {
    var now = work.getAsLong();
    if (now - collectedAt >= BURST) {
      collectedAt = now;
      collection.run();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

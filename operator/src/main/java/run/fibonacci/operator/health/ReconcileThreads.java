package run.fibonacci.operator.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The threads that reconcile, and the queue of services that wait for one.
public final class ReconcileThreads extends ThreadPoolExecutor {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// Reconciles share it; who wants them all to stand still has it alone.
  private final ReadWriteLock gate = new ReentrantReadWriteLock();

  private final Clock clock;
  private final Consumer<Duration> waited;
  private volatile Instant lastBegin;

  private record Entry(Runnable reconcile, Instant since) implements Runnable {
    @Override
    public void run() {
      reconcile.run();
    }
  }

  /// So many at most.
  ///
  /// @param waited told of each reconcile that begins how long it has waited
  public ReconcileThreads(int threads, Clock clock, Consumer<Duration> waited) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofVirtual().name("reconcile-", 0).factory());
    this.clock = clock;
    this.waited = waited;
    this.lastBegin = clock.instant();
  }

  @Override
  public void execute(Runnable reconcile) {
    super.execute(new Entry(reconcile, clock.instant()));
  }

  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    gate.readLock().lock();
    lastBegin = clock.instant();
    if (task instanceof Entry entry) {
      waited.accept(Duration.between(entry.since, lastBegin));
    }
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable error) {
    gate.readLock().unlock();
  }

  /// Waits until no reconcile runs, and does this. Those that are to run meanwhile begin
  /// afterwards.
  public void whileNoneRuns(Runnable change) {
    gate.writeLock().lock();
    try {
      change.run();
    } finally {
      gate.writeLock().unlock();
    }
  }

  /// How long the first in the queue has waited.
  public Duration oldest() {
    return getQueue().peek() instanceof Entry entry
        ? Duration.between(entry.since, clock.instant())
        : Duration.ZERO;
  }

  /// Whether the queue moves on: one that is long is no fault, one that nobody serves is.
  public boolean isMoving() {
    return oldest().compareTo(LONGEST) <= 0
        || Duration.between(lastBegin, clock.instant()).compareTo(LONGEST) <= 0;
  }
}

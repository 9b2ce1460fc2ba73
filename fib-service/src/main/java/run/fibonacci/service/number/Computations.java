package run.fibonacci.service.number;

import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.problem.Problem;
import run.fibonacci.service.tracing.Step;
import run.fibonacci.service.tracing.Steps;

/// Computes without ever holding up an event loop: what is short at once, on the caller's thread,
/// what is long by as many threads as the limits allow. What finds no free thread within the
/// caller's patience is refused, never queued to death; what takes longer than the limit is
/// stopped.
@Singleton
public final class Computations {
  /// Below this index a number takes less than 100 µs: handing it over would cost as much.
  private static final long SMALL_INDEX = 30_000;

  static final long SMALL_DIGITS = Fibonacci.digits(SMALL_INDEX);

  private static final int MAX_WAITING = 256;

  private final Fibonacci fibonacci;
  private final Duration timeout;
  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timer;
  private final LongAdder abandoned = new LongAdder();
  private final ComputationMetrics metrics;
  private final Steps steps;

  Computations(Fibonacci fibonacci, Limits limits, ComputationMetrics metrics, Steps steps) {
    this.fibonacci = fibonacci;
    this.metrics = metrics;
    this.steps = steps;
    int threads = limits.maxConcurrentComputations();
    timeout = limits.requestTimeout();
    workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            // Where the JVM passes priorities on, event loops come first.
            Thread.ofPlatform()
                .name("computation-", 0)
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .factory());
    timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    metrics.show(workers, abandoned);
  }

  /// The digits of F(from) and those that follow it, `count` in all.
  public CompletableFuture<List<byte[]>> consecutive(long from, int count, Duration patience) {
    SizeClass size = SizeClass.ofDigits(Fibonacci.digits(from + count) * count);
    return run(size, patience, () -> digits(from, count));
  }

  private List<byte[]> digits(long from, int count) {
    var numbers = new ArrayList<byte[]>(count);
    fibonacci.range(from, count).forEachRemaining(number -> numbers.add(number.toAscii()));
    return numbers;
  }

  /// F(n).
  Computation<Decimal> number(long n, Duration patience) {
    return run(SizeClass.ofDigits(Fibonacci.digits(n)), patience, () -> fibonacci.number(n));
  }

  static boolean isSmall(long n) {
    return Math.abs(n) <= SMALL_INDEX;
  }

  /// The digits of F(n) for an `n` that [is small][#isSmall], at once.
  byte[] smallNumber(long n) {
    long start = System.nanoTime();
    byte[] digits = fibonacci.number(n).toAscii();
    metrics.count(SizeClass.SMALL, start);
    return digits;
  }

  /// @param patience how long to wait for a thread, unless the work is small
  <T> Computation<T> run(SizeClass size, Duration patience, Callable<T> work) {
    var computation = new Computation<>(() -> measured(size, work));
    if (size == SizeClass.SMALL) {
      computation.run();
      return computation;
    }
    Step step = steps.ofThisRequest().begin("compute " + size.label());
    computation.whenComplete((value, failure) -> {
      step.end(failure);
      if (failure instanceof ClosedChannelException) {
        abandoned.increment();
      }
    });
    try {
      workers.execute(computation);
    } catch (RejectedExecutionException e) {
      computation.abandon(busy());
      return computation;
    }
    watch(
        computation,
        patience.compareTo(timeout) < 0 ? patience : timeout,
        () -> {
          if (!computation.hasBegun()) {
            computation.abandon(busy());
          }
        });
    watch(computation, timeout, () -> computation.abandon(tooLong()));
    return computation;
  }

  private <T> T measured(SizeClass size, Callable<T> work) throws Exception {
    long start = System.nanoTime();
    try {
      return work.call();
    } finally {
      metrics.count(size, start);
    }
  }

  /// Looks after a computation at a later time, if it is still under way then.
  private void watch(Computation<?> computation, Duration delay, Runnable action) {
    Future<?> later = timer.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    computation.whenComplete((value, failure) -> {
      later.cancel(false);
      workers.remove(computation);
    });
  }

  private RuntimeException busy() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too-busy",
            "%d large numbers are being computed and none ended in time: try again"
                .formatted(workers.getMaximumPoolSize()))
        .thrown();
  }

  private RuntimeException tooLong() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "took-too-long",
            "the computation was stopped after %s: ask for less, or try again when less is going on"
                .formatted(timeout.toString().substring(2).toLowerCase(Locale.ROOT)))
        .with("timeoutSeconds", timeout.toMillis() / 1e3)
        .thrown();
  }

  /// How many were stopped because their clients went away.
  long abandoned() {
    return abandoned.sum();
  }

  /// How many threads compute right now.
  int active() {
    return workers.getActiveCount();
  }

  /// How many were given to threads so far, and are no more under way.
  long completed() {
    return workers.getCompletedTaskCount();
  }

  @PreDestroy
  void close() {
    workers.shutdown();
    timer.shutdown();
  }
}

package run.fibonacci.service.number;

import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.problem.Problem;

/// Computes numbers without ever holding up an event loop: small ones at once, on the caller's
/// thread, large ones by as many threads as there are cores. What finds no free thread within the
/// caller's patience is refused, never queued to death.
@Singleton
public final class Computations {
  /// Below so many digits a result takes less than 100 µs: handing it over would cost as much.
  private static final long SMALL_DIGITS = Fibonacci.digits(30_000);

  private static final int MAX_WAITING = 256;

  private final Fibonacci fibonacci = new Fibonacci();
  private final ThreadPoolExecutor workers;

  Computations(Limits limits) {
    int threads = limits.maxConcurrentComputations();
    workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("computation-", 0).daemon().factory());
  }

  /// The digits of F(n).
  CompletableFuture<byte[]> number(long n, Duration patience) {
    return compute(Fibonacci.digits(n), patience, () -> fibonacci.number(n).toAscii());
  }

  /// The digits of F(from) and those that follow it, `count` in all.
  public CompletableFuture<List<byte[]>> consecutive(long from, int count, Duration patience) {
    return compute(
        Fibonacci.digits(from + count) * count,
        patience,
        () -> fibonacci.consecutive(from, count).stream().map(Decimal::toAscii).toList());
  }

  private <T> CompletableFuture<T> compute(long digits, Duration patience, Supplier<T> work) {
    if (digits <= SMALL_DIGITS) {
      return CompletableFuture.completedFuture(work.get());
    }
    var result = new CompletableFuture<T>();
    var claimed = new AtomicBoolean();
    try {
      workers.execute(() -> {
        if (claimed.compareAndSet(false, true)) {
          result.completeAsync(work, Runnable::run);
        }
      });
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(busy());
    }
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> {
          if (claimed.compareAndSet(false, true)) {
            result.completeExceptionally(busy());
          }
        });
    return result;
  }

  private RuntimeException busy() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "too-busy",
            "%d large numbers are being computed and none ended in time: try again"
                .formatted(workers.getMaximumPoolSize()))
        .thrown();
  }

  @PreDestroy
  void close() {
    workers.shutdown();
  }
}

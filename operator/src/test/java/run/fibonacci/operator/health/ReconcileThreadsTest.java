package run.fibonacci.operator.health;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ReconcileThreadsTest {

  private static final Duration LONG = Duration.ofMinutes(5).plusSeconds(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final Queue<Duration> waits = new ConcurrentLinkedQueue<>();

  @Test
  void a_queue_that_nobody_serves_is_noticed_and_one_that_moves_is_not() throws Exception {
    var first = new Reconcile();
    var second = new Reconcile();
    var third = new Reconcile();
    try (var threads = new ReconcileThreads(1, clock, waits::add)) {
      threads.execute(first);
      first.begun.await();
      threads.execute(second);
      threads.execute(third);
      now.set(Instant.EPOCH.plus(LONG));

      assertThat(threads.oldest()).isEqualTo(LONG);
      assertThat(threads.isMoving()).isFalse();

      first.mayEnd.countDown();
      second.begun.await();
      // the third has waited for as long, but somebody works at the queue
      assertThat(threads.oldest()).isEqualTo(LONG);
      assertThat(threads.isMoving()).isTrue();

      second.mayEnd.countDown();
      third.begun.await();
      third.mayEnd.countDown();
    }
    assertThat(waits).containsExactly(Duration.ZERO, LONG, LONG);
  }

  @Test
  void what_needs_them_all_to_stand_still_waits_for_those_that_run_and_holds_up_the_others()
      throws Exception {
    var running = new Reconcile();
    var later = new Reconcile();
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    try (var threads = new ReconcileThreads(2, clock, waits::add)) {
      threads.execute(running);
      running.begun.await();
      var change =
          Thread.startVirtualThread(() ->
              threads.whileNoneRuns(() -> {
                begun.countDown();
                await(mayEnd);
              }));
      assertThat(begun.await(50, MILLISECONDS)).isFalse();

      running.mayEnd.countDown();
      begun.await();
      threads.execute(later);
      assertThat(later.begun.await(50, MILLISECONDS)).isFalse();

      mayEnd.countDown();
      later.begun.await();
      later.mayEnd.countDown();
      change.join();
    }
  }

  @Test
  void threads_without_work_are_healthy() {
    try (var threads = new ReconcileThreads(1, clock, waits::add)) {
      now.set(Instant.EPOCH.plus(Duration.ofDays(1)));

      assertThat(threads.oldest()).isZero();
      assertThat(threads.isMoving()).isTrue();
    }
  }

  /// A reconcile that ends when it may.
  private static final class Reconcile implements Runnable {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Override
    public void run() {
      begun.countDown();
      await(mayEnd);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

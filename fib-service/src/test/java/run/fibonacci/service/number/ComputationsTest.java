package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.problem.ProblemException;
import run.fibonacci.service.tracing.Step;

final class ComputationsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final Fibonacci fibonacci = new Fibonacci();
  private final Computations computations = withTimeout(LONG);
  private final CountDownLatch gate = new CountDownLatch(1);

  private Computations withTimeout(Duration timeout) {
    return new Computations(
        fibonacci,
        new Limits(100_000_000, 10, 10, 1_000, 1, timeout),
        new ComputationMetrics(new SimpleMeterRegistry()),
        () -> Step.UNTRACED);
  }

  @AfterEach
  void close() {
    gate.countDown();
    computations.close();
  }

  /// Keeps the only thread busy until the gate opens.
  private Computation<Boolean> blocker() {
    Computation<Boolean> blocker =
        computations.run(
            SizeClass.LARGE,
            LONG,
            () -> {
              gate.await();
              return true;
            });
    await().until(() -> computations.active() == 1);
    return blocker;
  }

  @Test
  void smallNumbersAreThereAtOnce() {
    assertThat(computations.number(30_000, Duration.ZERO)).isCompleted();
  }

  @Test
  void largeNumbersWaitForAThreadAndTheCallerDoesNot() {
    Computation<Boolean> first = blocker();
    Computation<Decimal> second = computations.number(1_000_000, LONG);
    assertThat(second).isNotDone();
    gate.countDown();
    assertThat(second.join().length()).isEqualTo(208_988);
    assertThat(first).isDone();
  }

  @Test
  void whatFindsNoFreeThreadInTimeIsRefusedAndTheRestIsServed() {
    Computation<Boolean> first = blocker();
    Computation<Decimal> hasty = computations.number(1_000_001, Duration.ofMillis(1));
    Computation<Decimal> patient = computations.number(1_000_000, LONG);

    expectProblem(hasty, "too-busy");
    gate.countDown();
    assertThat(first.join()).isTrue();
    assertThat(patient.join().length()).isEqualTo(208_988);
  }

  @Test
  void moreThanCanWaitIsRefusedAtOnce() {
    blocker();
    List<Computation<Decimal>> all =
        Stream.generate(() -> computations.number(100_000, LONG)).limit(300).toList();
    assertThat(all.getLast()).isCompletedExceptionally();
    gate.countDown();
    assertThat(all.getFirst().join().length()).isEqualTo(20_899);
  }

  @Test
  void whatTakesLongerThanTheLimitIsStopped() {
    Computations hasty = withTimeout(Duration.ofMillis(50));
    try {
      expectProblem(hasty.number(100_000_000, LONG), "took-too-long");
      await().until(() -> hasty.active() == 0);
      assertThat(hasty.number(30_001, LONG).join().length()).isEqualTo(6_270);
    } finally {
      hasty.close();
    }
  }

  @Test
  void anAbandonedComputationFreesItsThreadWithoutAResult() {
    var end = new AtomicReference<Throwable>();
    Computation<Decimal> abandoned =
        computations.run(
            SizeClass.LARGE,
            LONG,
            () -> {
              try {
                return fibonacci.number(300_000_000);
              } catch (CancellationException e) {
                end.set(e);
                throw e;
              }
            });
    await().until(() -> computations.active() == 1);

    abandoned.abandon(new IllegalStateException("nobody waits"));

    assertThat(abandoned).isCompletedExceptionally();
    assertThat(computations.number(1_000_000, LONG).join().length()).isEqualTo(208_988);
    assertThat(end).hasValueMatching(CancellationException.class::isInstance);
  }

  @Test
  void whatIsAbandonedBeforeItBeginsIsNeverComputed() {
    blocker();
    var begun = new AtomicReference<>(false);
    Computation<Boolean> abandoned =
        computations.run(SizeClass.LARGE, LONG, () -> begun.getAndSet(true));
    abandoned.abandon(new IllegalStateException("nobody waits"));
    gate.countDown();
    assertThat(computations.number(40_000, LONG).join().length()).isEqualTo(8_360);
    assertThat(begun).hasValue(false);
  }

  private static void expectProblem(CompletableFuture<?> refused, String name) {
    assertThatThrownBy(refused::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status().getCode()).isEqualTo(503);
              assertThat(e.problem().name()).isEqualTo(name);
            });
  }
}

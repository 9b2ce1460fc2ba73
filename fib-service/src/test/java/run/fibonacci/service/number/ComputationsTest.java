package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.Limits;
import run.fibonacci.service.problem.ProblemException;

final class ComputationsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final Computations computations = new Computations(new Limits(100_000_000, 10, 1));

  @AfterEach
  void close() {
    computations.close();
  }

  @Test
  void smallNumbersAreThereAtOnce() {
    assertThat(computations.number(30_000, Duration.ZERO)).isCompleted();
  }

  @Test
  void largeNumbersWaitForAThreadAndTheCallerDoesNot() {
    CompletableFuture<byte[]> first = computations.number(50_000_000, LONG);
    CompletableFuture<byte[]> second = computations.number(1_000_000, LONG);
    assertThat(second).isNotDone();
    assertThat(second.join()).hasSize(208_988);
    assertThat(first).isDone();
  }

  @Test
  void whatFindsNoFreeThreadInTimeIsRefusedAndTheRestIsServed() {
    CompletableFuture<byte[]> first = computations.number(50_000_000, LONG);
    CompletableFuture<byte[]> hasty = computations.number(1_000_001, Duration.ofMillis(1));
    CompletableFuture<byte[]> patient = computations.number(1_000_000, LONG);

    assertThatThrownBy(hasty::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status().getCode()).isEqualTo(503));
    assertThat(first.join()).hasSize(10_449_382);
    assertThat(patient.join()).hasSize(208_988);
  }

  @Test
  void moreThanCanWaitIsRefusedAtOnce() {
    List<CompletableFuture<byte[]>> all =
        Stream.generate(() -> computations.number(3_000_000, LONG)).limit(300).toList();
    assertThat(all.getLast()).isCompletedExceptionally();
    assertThat(all.getFirst().join()).hasSize(626_963);
    computations.close();
  }
}

package run.fibonacci.service.sequence.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.problem.ProblemException;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Outcome.Taken;
import run.fibonacci.service.sequence.Take;
import run.fibonacci.service.tracing.Step;

final class CombinerTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private final List<List<Take>> batches = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean trials = new AtomicBoolean(true);
  private final Availability availability = new Availability(this::trial);

  @AfterEach
  void stop() {
    availability.close();
  }

  private List<Optional<Outcome>> trial(List<Take> takes) {
    if (trials.get()) {
      return List.of(Optional.of(new Taken(0)));
    }
    throw new IllegalStateException("away");
  }

  /// A database that waits until the test lets it go on, and then fails some batches.
  private TakeBatch failing(String state, Predicate<List<Take>> when) {
    return takes -> {
      begun.countDown();
      await(open);
      batches.add(takes);
      if (when.test(takes)) {
        throw new IllegalStateException(new SQLException("failed", state));
      }
      return takes.stream().map(take -> Optional.<Outcome>of(new Taken(take.end()))).toList();
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatArrivesDuringACommitGoesIntoTheNextTogether() {
    try (var combiner = combiner(failing("", takes -> false), 1)) {
      List<CompletableFuture<Outcome>> outcomes = submit(combiner, 100);
      open.countDown();
      for (int i = 0; i < 100; i++) {
        assertThat(outcomes.get(i).join()).isEqualTo(new Taken(i));
      }
      assertThat(batches).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void theOneToBlameFailsAlone() {
    try (var combiner = combiner(failing("55P03", CombinerTest::holdsSeven), 1)) {
      List<CompletableFuture<Outcome>> outcomes = submit(combiner, 10);
      open.countDown();
      for (int i = 0; i < 10; i++) {
        CompletableFuture<Outcome> outcome = outcomes.get(i);
        if (i == 7) {
          assertThatThrownBy(outcome::join).cause().isInstanceOf(ProblemException.class);
        } else {
          assertThat(outcome.join()).isEqualTo(new Taken(i));
        }
      }
    }
  }

  private static boolean holdsSeven(List<Take> takes) {
    return takes.stream().anyMatch(take -> take.end() == 7);
  }

  @Test
  void aBatchThatMetAnotherPodsIsRunAgain() {
    try (var combiner = combiner(failing("23505", takes -> batches.size() < 3), 1)) {
      open.countDown();
      assertThat(submit(combiner, 1).getFirst().join()).isEqualTo(new Taken(0));
      assertThat(batches).hasSize(3);
    }
  }

  @Test
  void aLostConnectionIsNotTriedAgainAndTheOutcomeCalledUnknown() {
    try (var combiner = combiner(failing("08006", takes -> true), 1)) {
      open.countDown();
      assertThatThrownBy(submit(combiner, 1).getFirst()::join)
          .hasMessageContaining("whether the sequence moved on is not known");
      assertThat(batches).hasSize(1);
    }
  }

  @Test
  void aRefusedConnectionMeansThatNothingWasChanged() {
    try (var combiner = combiner(failing("08001", takes -> true), 1)) {
      open.countDown();
      assertThatThrownBy(submit(combiner, 1).getFirst()::join)
          .hasMessageContaining("nothing was changed: try again");
    }
  }

  @Test
  void whoWaitsTooLongIsToldSoAndNobodyIsServedBehindTheirBack() {
    try (var combiner = combiner(failing("", takes -> false), 1)) {
      var underWay = combiner.submit(take(0, "first"), Step.UNTRACED).toCompletableFuture();
      await(begun);
      var behind = combiner.submit(take(1, "second"), Step.UNTRACED).toCompletableFuture();
      assertThatThrownBy(underWay::join).hasMessageContaining("is not known");
      assertThatThrownBy(behind::join).isInstanceOf(CompletionException.class);
      open.countDown();
      Awaitility.await().until(availability::isAvailable);
      CompletableFuture<Outcome> later =
          combiner.submit(take(100, "later"), Step.UNTRACED).toCompletableFuture();
      assertThat(later.join()).isEqualTo(new Taken(100));
      assertThat(batches.stream().flatMap(List::stream).map(Take::end)).doesNotContain(1L);
    }
  }

  @Test
  void whileTheDatabaseIsAwayCallersAreRefusedAtOnce() {
    try (var combiner = combiner(failing("08001", takes -> true), 1)) {
      trials.set(false);
      open.countDown();
      assertThatThrownBy(submit(combiner, 1).getFirst()::join)
          .hasMessageContaining("nothing was changed: try again");
      assertThat(submit(combiner, 100)).allMatch(CompletableFuture::isCompletedExceptionally);
      assertThat(batches).hasSize(1);

      trials.set(true);
      Awaitility.await().until(availability::isAvailable);
      submit(combiner, 1).getFirst().exceptionally(e -> new Taken(0)).join();
      assertThat(batches).hasSize(2);
    }
  }

  @Test
  void theSameRequestTwiceIsNeverInOneBatch() {
    try (var combiner = combiner(failing("", takes -> false), 1)) {
      List<CompletableFuture<Outcome>> outcomes =
          IntStream.range(0, 12)
              .mapToObj(i ->
                  combiner.submit(take(i, "key " + i % 3), Step.UNTRACED).toCompletableFuture())
              .toList();
      open.countDown();
      outcomes.forEach(CompletableFuture::join);
      assertThat(batches)
          .allSatisfy(takes -> assertThat(takes).extracting(Take::request).doesNotHaveDuplicates());
    }
  }

  private Combiner combiner(TakeBatch batch, int workers) {
    availability.begin();
    return new Combiner(batch, availability, workers);
  }

  private static List<CompletableFuture<Outcome>> submit(Combiner combiner, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> combiner.submit(take(i, "key " + i), Step.UNTRACED).toCompletableFuture())
        .toList();
  }

  private static Take take(int end, String request) {
    return new Take(Digest.of("session"), Optional.of(Digest.of(request)), 1, end);
  }
}

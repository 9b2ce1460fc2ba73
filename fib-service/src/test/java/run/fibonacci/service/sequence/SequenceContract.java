package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.sequence.Outcome.Beyond;
import run.fibonacci.service.sequence.Outcome.OtherRequest;
import run.fibonacci.service.sequence.Outcome.Taken;

/// What every store of sequences promises, whatever its database.
public abstract class SequenceContract {
  private static final long END = 1_000_000;

  protected abstract SequenceStore store();

  private final Digest session = Digest.of(getClass().getName(), String.valueOf(System.nanoTime()));

  @Test
  void aSequenceThatNobodyTookFromStandsAtZero() {
    assertThat(next()).isZero();
    assertThat(take(1)).isEqualTo(new Taken(0));
  }

  @Test
  void numbersAreTakenOneAfterTheOther() {
    assertThat(take(1)).isEqualTo(new Taken(0));
    assertThat(take(5)).isEqualTo(new Taken(1));
    assertThat(take(1)).isEqualTo(new Taken(6));
    assertThat(next()).isEqualTo(7);
  }

  @Test
  void eachSessionHasItsOwnSequence() {
    take(3);
    Take other = new Take(Digest.of(session.toString()), Optional.empty(), 1, END);
    assertThat(join(other)).isEqualTo(new Taken(0));
    assertThat(next()).isEqualTo(3);
  }

  @Test
  void takesAtTheSameTimeGetEachIndexOnce() {
    List<CompletableFuture<Outcome>> takes =
        IntStream.range(0, 2_000)
            .mapToObj(i -> new Take(session, Optional.empty(), 1 + i % 3, END))
            .map(take -> store().take(take).toCompletableFuture())
            .toList();
    List<Long> indices = new ArrayList<>();
    for (int i = 0; i < takes.size(); i++) {
      long first = ((Taken) takes.get(i).join()).first();
      LongStream.range(first, first + 1 + i % 3).forEach(indices::add);
    }
    assertThat(indices)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, next()).boxed().toList());
  }

  @Test
  void aRepeatedRequestGetsTheSameAnswer() {
    take(4);
    assertThat(retry("a", 2)).isEqualTo(new Taken(4));
    take(1);
    assertThat(retry("a", 2)).isEqualTo(new Taken(4));
    assertThat(retry("b", 2)).isEqualTo(new Taken(7));
    assertThat(next()).isEqualTo(9);
  }

  @Test
  void aRequestRepeatedAtOnceGetsTheSameAnswer() {
    List<CompletableFuture<Outcome>> takes =
        IntStream.range(0, 200)
            .mapToObj(i -> request("key " + i / 4, 1))
            .map(take -> store().take(take).toCompletableFuture())
            .toList();
    for (int i = 0; i < takes.size(); i += 4) {
      assertThat(takes.subList(i, i + 4).stream().map(CompletableFuture::join).distinct())
          .hasSize(1);
    }
    assertThat(next()).isEqualTo(50);
  }

  @Test
  void theSameKeyForAnotherCountIsRefused() {
    retry("a", 2);
    assertThat(retry("a", 3)).isEqualTo(new OtherRequest(2));
    assertThat(next()).isEqualTo(2);
  }

  @Test
  void theSameKeyOfAnotherSessionIsAnotherRequest() {
    retry("a", 1);
    Digest other = Digest.of(session.toString());
    Take take = new Take(other, Optional.of(Digest.of(other.toString(), "a")), 2, END);
    assertThat(join(take)).isEqualTo(new Taken(0));
  }

  @Test
  void aTakeBeyondTheEndTakesNothing() {
    Take eight = new Take(session, Optional.empty(), 8, 10);
    assertThat(join(eight)).isEqualTo(new Taken(0));
    assertThat(join(eight)).isEqualTo(new Beyond(8));
    assertThat(join(new Take(session, Optional.empty(), 2, 10))).isEqualTo(new Taken(8));
    assertThat(join(new Take(session, Optional.empty(), 1, 10))).isEqualTo(new Beyond(10));
    assertThat(next()).isEqualTo(10);
  }

  @Test
  void aNewSequenceIsNotLongerThanItsEndEither() {
    assertThat(join(new Take(session, Optional.empty(), 11, 10))).isEqualTo(new Beyond(0));
    assertThat(next()).isZero();
  }

  @Test
  void whoFitsIsServedAlthoughOthersAtTheSameTimeGoBeyondTheEnd() {
    List<CompletableFuture<Outcome>> takes =
        IntStream.range(0, 50)
            .mapToObj(i -> new Take(session, Optional.empty(), 1, 30))
            .map(take -> store().take(take).toCompletableFuture())
            .toList();
    List<Outcome> outcomes = takes.stream().map(CompletableFuture::join).toList();
    assertThat(outcomes.stream().filter(Taken.class::isInstance).distinct()).hasSize(30);
    assertThat(outcomes.stream().filter(new Beyond(30)::equals)).hasSize(20);
  }

  @Test
  void aRestartedSequenceBeginsAtZero() {
    take(5);
    store().restart(session).toCompletableFuture().join();
    assertThat(next()).isZero();
    assertThat(take(1)).isEqualTo(new Taken(0));
  }

  @Test
  void aRepeatedRequestGetsItsOldAnswerAfterARestartToo() {
    take(3);
    retry("a", 1);
    store().restart(session).toCompletableFuture().join();
    assertThat(retry("a", 1)).isEqualTo(new Taken(3));
    assertThat(next()).isZero();
  }

  private Outcome take(int count) {
    return join(new Take(session, Optional.empty(), count, END));
  }

  private Outcome retry(String key, int count) {
    return join(request(key, count));
  }

  private Take request(String key, int count) {
    return new Take(session, Optional.of(Digest.of(session.toString(), key)), count, END);
  }

  private Outcome join(Take take) {
    return store().take(take).toCompletableFuture().join();
  }

  private long next() {
    return store().next(session).toCompletableFuture().join();
  }
}

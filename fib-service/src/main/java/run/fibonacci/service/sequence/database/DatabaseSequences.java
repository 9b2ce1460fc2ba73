package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.SequenceStore;
import run.fibonacci.service.sequence.Take;
import run.fibonacci.service.sequence.batch.Availability;
import run.fibonacci.service.sequence.batch.Combiner;
import run.fibonacci.service.sequence.batch.StoreFailure;
import run.fibonacci.service.sequence.batch.TakeBatch;
import run.fibonacci.service.sequence.database.SequenceRepository.SequenceRow;
import run.fibonacci.service.tracing.Step;
import run.fibonacci.service.tracing.Steps;

/// The sequences of the database. Whatever the database does, an answer comes within a few seconds.
@Singleton
@Requires(beans = DataSource.class)
final class DatabaseSequences implements SequenceStore {
  private static final int MAX_CALLS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final Combiner combiner;
  private final Availability availability;
  private final SequenceRepository sequences;
  private final Executor blocking;
  private final Steps steps;
  private final Semaphore calls = new Semaphore(MAX_CALLS);

  DatabaseSequences(
      TakeBatch batch,
      Availability availability,
      SequenceRepository sequences,
      @Named(TaskExecutors.BLOCKING) Executor blocking,
      Steps steps,
      @Value("${fibonacci.store}") String store) {
    this.availability = availability;
    this.sequences = sequences;
    this.blocking = blocking;
    this.steps = steps;
    // Two batches overlap the server's work with ours; H2 has only one writer.
    combiner = new Combiner(batch, availability, store.equals("h2") ? 1 : 2);
  }

  @Override
  public CompletionStage<Outcome> take(Take take) {
    Step step = steps.ofThisRequest().begin("take").with("fibonacci.count", take.count());
    return combiner.submit(take, step).whenComplete((outcome, failure) -> step.end(failure));
  }

  /// Whatever goes wrong: nothing was changed.
  @Override
  public CompletionStage<Long> next(Digest session) {
    return call(
            "read",
            () -> sequences.findById(session.bytes()).map(SequenceRow::nextIndex).orElse(0L))
        .exceptionallyCompose(e -> CompletableFuture.failedStage(StoreFailure.notDone()));
  }

  @Override
  public CompletionStage<Void> restart(Digest session) {
    return call("restart", () -> remove(session)).thenAccept(done -> {});
  }

  private boolean remove(Digest session) {
    sequences.deleteById(session.bytes());
    return true;
  }

  private <T> CompletionStage<T> call(String name, Supplier<T> work) {
    if (!availability.isAvailable() || !calls.tryAcquire()) {
      return CompletableFuture.failedStage(StoreFailure.notDone());
    }
    Step step = steps.ofThisRequest().begin(name);
    return CompletableFuture.supplyAsync(work, blocking)
        .whenComplete((value, e) -> {
          calls.release();
          step.end(e);
        })
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(e -> CompletableFuture.failedStage(problem(e)));
  }

  private RuntimeException problem(Throwable e) {
    if (e instanceof TimeoutException) {
      availability.heardNothing();
      return StoreFailure.unknown();
    }
    StoreFailure failure = StoreFailure.of(e);
    availability.heard(failure);
    return failure.problem();
  }

  @PreDestroy
  void close() {
    combiner.close();
  }
}

package run.fibonacci.service.sequence;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.problem.Problem;

/// Stands in where there is no database: a sequence that only one pod knew would be a wrong one.
@Singleton
@Requires(property = "fibonacci.store", value = "none")
final class NoSequences implements SequenceStore {
  @Override
  public CompletionStage<Outcome> take(Take take) {
    return refused();
  }

  @Override
  public CompletionStage<Long> next(Digest session) {
    return refused();
  }

  @Override
  public CompletionStage<Void> restart(Digest session) {
    return refused();
  }

  private static <T> CompletionStage<T> refused() {
    return CompletableFuture.failedStage(
        Problem.of(
                HttpStatus.NOT_FOUND,
                "no-sequences",
                "this service has no database, so it keeps no sequences: ask for numbers at"
                    + " /fibonacci/{n}, or give the service a database")
            .thrown());
  }
}

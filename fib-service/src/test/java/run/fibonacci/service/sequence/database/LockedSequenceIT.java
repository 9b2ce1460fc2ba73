package run.fibonacci.service.sequence.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Outcome.Taken;
import run.fibonacci.service.sequence.SequenceStore;
import run.fibonacci.service.sequence.Take;

/// Someone holds the row of one sequence locked.
final class LockedSequenceIT {
  private static final Digest LOCKED = Digest.of("locked");

  @Test
  void otherSequencesGoOn() throws Exception {
    Map<String, String> environment = PostgresServer.shared().newDatabase();
    try (var service = RunningService.start(environment).awaitReady();
        Connection other = PostgresServer.shared().connect(environment)) {
      SequenceStore store = service.context().getBean(SequenceStore.class);
      store.take(take(LOCKED)).toCompletableFuture().join();

      other.setAutoCommit(false);
      other.createStatement().execute("SELECT * FROM sequences FOR UPDATE");
      // Whether they share the batch of the locked one is up to chance: CombinerTest covers that
      // they do.
      CompletableFuture<Outcome> stuck = store.take(take(LOCKED)).toCompletableFuture();
      var first = store.take(take(Digest.of("first"))).toCompletableFuture();
      var second = store.take(take(Digest.of("second"))).toCompletableFuture();

      assertThat(first.join()).isEqualTo(new Taken(0));
      assertThat(second.join()).isEqualTo(new Taken(0));
      assertThat(stuck.handle((outcome, e) -> e).join()).isNotNull();

      other.rollback();
      assertThat(store.take(take(LOCKED)).toCompletableFuture().join()).isEqualTo(new Taken(1));
    }
  }

  private static Take take(Digest session) {
    return new Take(session, Optional.empty(), 1, 1_000);
  }
}

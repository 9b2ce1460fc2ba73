package run.fibonacci.service.sequence;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import run.fibonacci.service.metrics.Histogram;

/// Times what another store does, and counts what it could not do.
final class MeasuredStore implements SequenceStore {
  private final SequenceStore store;
  private final Operation take;
  private final Operation read;
  private final Operation restart;

  MeasuredStore(SequenceStore store, MeterRegistry registry) {
    this.store = store;
    take = new Operation(registry, "take");
    read = new Operation(registry, "read");
    restart = new Operation(registry, "restart");
  }

  @Override
  public CompletionStage<Outcome> take(Take request) {
    return take.timed(System.nanoTime(), store.take(request));
  }

  @Override
  public CompletionStage<Long> next(Digest session) {
    return read.timed(System.nanoTime(), store.next(session));
  }

  @Override
  public CompletionStage<Void> restart(Digest session) {
    return restart.timed(System.nanoTime(), store.restart(session));
  }

  private record Operation(Timer done, Timer failed) {
    Operation(MeterRegistry registry, String name) {
      this(timer(registry, name, "done"), timer(registry, name, "failed"));
    }

    private static Timer timer(MeterRegistry registry, String operation, String outcome) {
      return Histogram.named("fibonacci.sequence")
          .description("What was asked of the store of sequences, until it was durable")
          .tags("operation", operation, "outcome", outcome)
          .register(registry);
    }

    <T> CompletionStage<T> timed(long start, CompletionStage<T> stage) {
      return stage.whenComplete((value, failure) ->
          (failure == null ? done : failed)
              .record(System.nanoTime() - start, TimeUnit.NANOSECONDS));
    }
  }
}

package run.fibonacci.service.number;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import run.fibonacci.service.Limits;

/// Makes the pieces of long answers when the client has room for them, each in its turn among all
/// answers: a client that reads slowly slows its own answer, holds no thread meanwhile, and stops
/// it by going away.
@Singleton
final class Pieces {
  private final LongAdder made = new LongAdder();
  private final Scheduler threads;

  Pieces(Limits limits) {
    threads =
        Schedulers.newBoundedElastic(
            limits.maxConcurrentComputations(), Integer.MAX_VALUE, "pieces", 60, true);
  }

  /// Pieces that take a while each to make.
  Flux<byte[]> slow(Iterator<byte[]> pieces) {
    return quick(pieces).subscribeOn(threads);
  }

  /// Pieces that are made within microseconds, on whichever thread asks for them.
  Flux<byte[]> quick(Iterator<byte[]> pieces) {
    return Flux.generate(() -> pieces, this::next, Pieces::close);
  }

  private Iterator<byte[]> next(Iterator<byte[]> pieces, SynchronousSink<byte[]> sink) {
    if (pieces.hasNext()) {
      made.increment();
      sink.next(pieces.next());
    } else {
      sink.complete();
    }
    return pieces;
  }

  private static void close(Iterator<byte[]> pieces) {
    if (pieces instanceof Gzip gzip) {
      gzip.close();
    }
  }

  /// How many pieces were made so far.
  long made() {
    return made.sum();
  }

  @PreDestroy
  void close() {
    threads.dispose();
  }
}

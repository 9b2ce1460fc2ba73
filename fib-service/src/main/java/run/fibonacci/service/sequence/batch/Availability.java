package run.fibonacci.service.sequence.batch;

import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Take;

/// Whether the database can be had now: found out every two seconds by a trial, and at once when a
/// call gave reason to doubt it. While it cannot, callers are refused at once: only the trials
/// wait.
@Singleton
@Requires(beans = TakeBatch.class)
public final class Availability {
  private static final Logger LOG = LoggerFactory.getLogger(Availability.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /// What callers do, with a sequence of its own: a database that can only be read fails it, too.
  private static final Take TRIAL =
      new Take(Digest.of("trial"), Optional.empty(), 1, Long.MAX_VALUE);

  private final TakeBatch batch;
  private final Semaphore doubts = new Semaphore(0);
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Thread watch = Thread.ofVirtual().name("availability").unstarted(this::watch);
  private volatile boolean available;

  public Availability(TakeBatch batch) {
    this.batch = batch;
  }

  /// Whether a call is worth its wait.
  public boolean isAvailable() {
    return available;
  }

  /// Runs this whenever the database is lost.
  void onLoss(Runnable listener) {
    listeners.add(listener);
  }

  /// The tables are there: it can be had from now on, and is watched.
  public void begin() {
    available = true;
    watch.start();
  }

  /// Takes in what the failure of a call tells.
  public void heard(StoreFailure failure) {
    if (failure == StoreFailure.NOT_DONE) {
      lose(failure.name());
    }
    doubts.release();
  }

  /// A caller waited in vain.
  public void heardNothing() {
    lose("no answer");
    doubts.release();
  }

  private void watch() {
    try {
      while (true) {
        if (available) {
          boolean doubted = doubts.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
          LOG.debug("A trial, {}", doubted ? "after a failure" : "as always");
        } else {
          Thread.sleep(PAUSE);
        }
        doubts.drainPermits();
        tryIt();
      }
    } catch (InterruptedException e) {
      LOG.debug("The watch ends");
    }
  }

  private void tryIt() {
    try {
      batch.run(List.of(TRIAL));
      if (!available) {
        available = true;
        LOG.info("The database is back: sequences go on");
      }
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        lose(String.valueOf(e.getMessage()));
      }
    }
  }

  private void lose(String why) {
    if (available) {
      available = false;
      LOG.warn("The database cannot be had, so sequences are refused until it can: {}", why);
    }
    listeners.forEach(Runnable::run);
  }

  @PreDestroy
  void close() {
    watch.interrupt();
  }
}

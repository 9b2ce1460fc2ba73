package run.fibonacci.service.sequence.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Take;
import run.fibonacci.service.tracing.Step;

/// Puts takes that wait at the same time into one batch. No time is spent on gathering them: a
/// batch is whatever arrived while the one before was committed, and what its callers ask for next
/// if they are about to.
public final class Combiner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Combiner.class);
  private static final int MAX_BATCH = 256;
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_ATTEMPTS = 5;

  /// After so long a caller is told that the outcome is unknown.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /// How often those are looked for. A timer for each take would cost more than the take.
  private static final Duration LOOK = Duration.ofMillis(100);

  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Map<Thread, List<Waiting>> underWay = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final TakeBatch batch;
  private final Availability availability;

  /// @param workers how many batches are under way at most, each on a connection of its own
  public Combiner(TakeBatch batch, Availability availability, int workers) {
    this.batch = batch;
    this.availability = availability;
    availability.onLoss(this::refuseWaiting);
    for (int i = 0; i < workers; i++) {
      threads.add(Thread.ofVirtual().name("combiner-" + i).start(this::work));
    }
    threads.add(Thread.ofVirtual().name("combiner-patience").start(this::watch));
  }

  /// @param since when it began to wait, by [System#nanoTime]
  private record Waiting(Take take, Step step, CompletableFuture<Outcome> outcome, long since) {}

  /// Queues a take; the answer comes after its commit.
  ///
  /// @param step of its request: what is done for the take is a part of it
  public CompletionStage<Outcome> submit(Take take, Step step) {
    var outcome = new CompletableFuture<Outcome>();
    if (!availability.isAvailable()
        || !waiting.offer(new Waiting(take, step, outcome, System.nanoTime()))) {
      return CompletableFuture.failedStage(StoreFailure.notDone());
    }
    return outcome;
  }

  private void work() {
    try {
      int before = 0;
      while (true) {
        var members = new ArrayList<Waiting>();
        members.add(waiting.take());
        if (1 + waiting.size() < before) {
          // Callers of the batch before were made runnable ahead of this thread, and may ask again.
          Thread.yield();
        }
        waiting.drainTo(members, MAX_BATCH - 1);
        before = members.size();
        underWay.put(Thread.currentThread(), members);
        runWithoutTwins(members);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", Thread.currentThread().getName());
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        giveUp(waiting);
        underWay.values().forEach(this::giveUp);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", Thread.currentThread().getName());
    }
  }

  /// Tells those whose patience is at its end. Whoever came first is the first of these members.
  private void giveUp(Collection<Waiting> members) {
    long now = System.nanoTime();
    members.stream()
        .takeWhile(member -> now - member.since > PATIENCE.toNanos())
        .filter(member -> member.outcome.completeExceptionally(StoreFailure.unknown()))
        .forEach(_ -> availability.heardNothing());
  }

  /// Runs the members, and after them those that repeat the request of another: they find its
  /// answer.
  private void runWithoutTwins(List<Waiting> members) {
    var requests = new HashSet<Digest>();
    var first = new ArrayList<Waiting>();
    var twins = new ArrayList<Waiting>();
    for (Waiting member : members) {
      boolean isTwin = !member.take.request().map(requests::add).orElse(true);
      (isTwin ? twins : first).add(member);
    }
    run(first);
    twins.forEach(twin -> run(List.of(twin)));
  }

  private void run(List<Waiting> all) {
    List<Waiting> members = all.stream().filter(member -> !member.outcome.isDone()).toList();
    if (members.isEmpty()) {
      return;
    }
    if (!availability.isAvailable()) {
      refuse(members);
      return;
    }
    try {
      List<Optional<Outcome>> outcomes = attempt(members);
      for (int i = 0; i < members.size(); i++) {
        Waiting member = members.get(i);
        outcomes.get(i).ifPresentOrElse(member.outcome::complete, () -> run(List.of(member)));
      }
    } catch (RuntimeException e) {
      fail(members, e);
    }
  }

  /// Runs the batch again when it met another pod's.
  private List<Optional<Outcome>> attempt(List<Waiting> members) {
    List<Take> takes = members.stream().map(Waiting::take).toList();
    for (int attempt = 1; ; attempt++) {
      try {
        return traced(members, () -> batch.run(takes));
      } catch (RuntimeException e) {
        if (StoreFailure.of(e) != StoreFailure.REPEATABLE || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Runs a statement that is a step of each member.
  private static <T> T traced(List<Waiting> members, Supplier<T> statement) {
    List<Step> steps =
        members.stream()
            .map(member -> member.step.begin("statement").with("batch.size", members.size()))
            .toList();
    try {
      T result = statement.get();
      steps.forEach(step -> step.end(null));
      return result;
    } catch (RuntimeException e) {
      steps.forEach(step -> step.end(e));
      throw e;
    }
  }

  /// When one member may be to blame, each gets a try alone; otherwise all share the failure.
  private void fail(List<Waiting> members, RuntimeException e) {
    StoreFailure failure = StoreFailure.of(e);
    LOG.warn("A batch of {} failed ({}): {}", members.size(), failure, e.getMessage());
    availability.heard(failure);
    boolean undone = failure == StoreFailure.ONE_OF_THEM || failure == StoreFailure.REPEATABLE;
    if (undone && members.size() > 1) {
      members.forEach(member -> run(List.of(member)));
    } else {
      members.forEach(member -> member.outcome.completeExceptionally(failure.problem()));
    }
  }

  /// Takes them out of the queue first: nobody is refused whose take a worker has begun.
  private void refuseWaiting() {
    var members = new ArrayList<Waiting>();
    waiting.drainTo(members);
    refuse(members);
  }

  private static void refuse(Collection<Waiting> members) {
    members.forEach(member -> member.outcome.completeExceptionally(StoreFailure.notDone()));
  }

  /// Ends the workers. Whoever still waits is told to come again.
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    refuseWaiting();
  }
}

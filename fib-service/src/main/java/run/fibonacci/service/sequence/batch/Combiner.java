package run.fibonacci.service.sequence.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Take;
import run.fibonacci.service.tracing.Step;

/// Puts takes that wait at the same time into one batch. There is no delay to gather them: a batch
/// is whatever arrived while the one before was committed.
public final class Combiner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Combiner.class);
  private static final int MAX_BATCH = 256;
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_ATTEMPTS = 5;

  /// After so long a caller is told that the outcome is unknown.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final List<Thread> workers = new ArrayList<>();
  private final TakeBatch batch;
  private final Availability availability;

  /// @param workers how many batches are under way at most, each on a connection of its own
  public Combiner(TakeBatch batch, Availability availability, int workers) {
    this.batch = batch;
    this.availability = availability;
    availability.onLoss(this::refuseWaiting);
    for (int i = 0; i < workers; i++) {
      this.workers.add(Thread.ofVirtual().name("combiner-" + i).start(this::work));
    }
  }

  private record Waiting(Take take, Step step, CompletableFuture<Outcome> outcome) {}

  /// Queues a take; the answer comes after its commit.
  ///
  /// @param step of its request: what is done for the take is a part of it
  public CompletionStage<Outcome> submit(Take take, Step step) {
    var outcome = new CompletableFuture<Outcome>();
    if (!availability.isAvailable() || !waiting.offer(new Waiting(take, step, outcome))) {
      return CompletableFuture.failedStage(StoreFailure.notDone());
    }
    return outcome
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(e -> CompletableFuture.failedStage(problem(e)));
  }

  private Throwable problem(Throwable e) {
    if (e instanceof TimeoutException) {
      availability.heardNothing();
      return StoreFailure.unknown();
    }
    return e;
  }

  private void work() {
    try {
      while (true) {
        var members = new ArrayList<Waiting>();
        members.add(waiting.take());
        waiting.drainTo(members, MAX_BATCH - 1);
        runWithoutTwins(members);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", Thread.currentThread().getName());
    }
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

  private void refuseWaiting() {
    refuse(waiting);
  }

  private static void refuse(Collection<Waiting> members) {
    members.forEach(member -> member.outcome.completeExceptionally(StoreFailure.notDone()));
  }

  /// Ends the workers. Whoever still waits is told to come again.
  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
    refuseWaiting();
  }
}

package run.fibonacci.e2e.cluster;

import static run.fibonacci.e2e.Fleet.eventually;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.e2e.Fleet;
import run.fibonacci.service.sequence.history.Call;
import run.fibonacci.service.sequence.history.Call.Taken;
import run.fibonacci.service.sequence.history.Linearizability;

/// Clients that take numbers of two sequences, one call after the other. As clients are told to,
/// they repeat a call with the same idempotency key until it is answered.
final class Clients {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final Pattern INDEX = Pattern.compile("\"index\":([0-9]+)");
  private static final Duration BETWEEN_CALLS = Duration.ofMillis(50);
  private static final int ENOUGH = 100;

  private final Fleet fleet;
  private final List<History> histories = List.of(new History(), new History());
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Clients(Fleet fleet) {
    this.fleet = fleet;
  }

  /// What was answered of one sequence.
  private record History(String session, Queue<Call> calls) {
    History() {
      this(UUID.randomUUID().toString(), new ConcurrentLinkedQueue<>());
    }

    /// Its numbers in the order in which they were asked for.
    @Override
    public String toString() {
      return calls.stream()
          .sorted(Comparator.comparingLong(Call::start))
          .map(call -> String.valueOf(call.action().seen()))
          .collect(Collectors.joining(" "));
    }
  }

  /// Starts, and returns when some calls have been answered.
  static Clients on(Fleet fleet, int count) {
    var clients = new Clients(fleet);
    IntStream.range(0, count)
        .mapToObj(i -> clients.histories.get(i % clients.histories.size()))
        .forEach(history -> clients.threads.execute(() -> clients.act(history)));
    clients.awaitMore();
    return clients;
  }

  private void act(History history) {
    while (!ended.get()) {
      history.calls().add(take(history.session()));
      answered.incrementAndGet();
      LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
    }
  }

  private Call take(String session) {
    var key = UUID.randomUUID().toString();
    long start = System.nanoTime();
    var index = attempt(session, key);
    while (index.isEmpty()) {
      repeated.incrementAndGet();
      LockSupport.parkNanos(BETWEEN_CALLS.toNanos());
      index = attempt(session, key);
    }
    return new Call(new Taken(1, index), start, System.nanoTime());
  }

  /// Empty if it was not answered, or with an error.
  private OptionalLong attempt(String session, String key) {
    try {
      var response = fleet.next(session, key);
      var index = INDEX.matcher(response.body());
      return response.statusCode() == 200 && index.find()
          ? OptionalLong.of(Long.parseLong(index.group(1)))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Waits until many more calls have been answered.
  void awaitMore() {
    int enough = answered.get() + ENOUGH;
    eventually(answered::get, count -> count >= enough);
  }

  /// Ends when each client's last call has been answered.
  void end() {
    ended.set(true);
    threads.close();
    LOG.info("{} calls answered, {} sent again until they were", answered, repeated);
  }

  /// How often a call was sent again, since it had not been answered, or with an error.
  int repeated() {
    return repeated.get();
  }

  /// Whether one counter could have given all answers of each sequence, none of its numbers
  /// missing.
  boolean areConsistent() {
    return histories.stream()
        .allMatch(history -> Linearizability.holds(List.copyOf(history.calls())));
  }

  @Override
  public String toString() {
    return "%d answers, %d repeated calls: %s".formatted(answered.get(), repeated.get(), histories);
  }
}

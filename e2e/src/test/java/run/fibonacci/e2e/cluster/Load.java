package run.fibonacci.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.e2e.Fleet.eventually;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import run.fibonacci.e2e.Fleet;

/// Callers that come at a constant rate, whether those before them have been answered or not. In
/// turn they ask for a number and take the next of a sequence of their own. Each calls once:
/// nothing is repeated.
final class Load implements AutoCloseable {
  private static final String F90 = "\"2880067194370816120\"";
  private static final Pattern INDEX = Pattern.compile("\"index\":(\\d+)");
  private static final int ENOUGH = 100;

  private final Fleet fleet;
  private final String session = UUID.randomUUID().toString();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final Queue<Integer> taken = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  private Load(Fleet fleet) {
    this.fleet = fleet;
  }

  /// Starts, and returns when some calls have been answered.
  static Load on(Fleet fleet, int perSecond) {
    var load = new Load(fleet);
    long between = Duration.ofSeconds(1).toNanos() / perSecond;
    var _ = load.clock.scheduleAtFixedRate(load::send, 0, between, TimeUnit.NANOSECONDS);
    load.awaitMore();
    return load;
  }

  private void send() {
    int turn = sent.getAndIncrement();
    callers.execute(() -> call(turn));
  }

  private void call(int turn) {
    var at = Instant.now();
    try {
      var response = turn % 2 == 0 ? fleet.get("/fibonacci/90") : next();
      if (!isRight(turn, response)) {
        failures.add(at + " " + response.statusCode() + " " + response.body());
      }
      answered.incrementAndGet();
    } catch (IOException | InterruptedException e) {
      failures.add(at + " after " + Duration.between(at, Instant.now()) + " " + e);
    }
  }

  private HttpResponse<String> next() throws IOException, InterruptedException {
    return fleet.next(session, UUID.randomUUID().toString());
  }

  private boolean isRight(int turn, HttpResponse<String> response) {
    var index = INDEX.matcher(response.body());
    if (turn % 2 == 1 && index.find()) {
      taken.add(Integer.valueOf(index.group(1)));
    }
    return response.statusCode() == 200 && (turn % 2 == 1 || response.body().contains(F90));
  }

  /// Waits until many more calls have been answered.
  void awaitMore() {
    int enough = answered.get() + ENOUGH;
    eventually(() -> answered.get() + failures.size(), count -> count >= enough);
  }

  /// Ends when every call has been answered, all of them well: each number of the sequence came
  /// once.
  void endWithoutFailure() {
    close();
    assertThat(failures).as("of %d calls", sent.get()).isEmpty();
    assertThat(taken.stream().sorted()).containsExactlyElementsOf(numbers(sent.get() / 2));
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Override
  public void close() {
    clock.close();
    callers.close();
  }
}

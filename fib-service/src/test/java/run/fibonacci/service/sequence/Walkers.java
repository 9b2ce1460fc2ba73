package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import run.fibonacci.service.RunningService;

/// Clients that take number after number of one sequence. A refused call is sent again with its
/// Idempotency-Key until it is answered.
final class Walkers implements AutoCloseable {
  private static final Pattern INDEX = Pattern.compile("\"index\":([0-9]+)");
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private final RunningService service;
  private final String session = UUID.randomUUID().toString();
  private final Map<String, Long> indices = new ConcurrentHashMap<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<? extends Future<?>> clients;

  Walkers(RunningService service) {
    this.service = service;
    clients = IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> walk(i))).toList();
  }

  /// Returns when they have come so much further.
  void await200Numbers() {
    int before = indices.size();
    await().atMost(A_WHILE).until(() -> indices.size() > before + 200);
  }

  /// Returns when so many more calls were refused.
  void awaitRefusals() {
    int before = refusals.get();
    await().atMost(A_WHILE).until(() -> refusals.get() > before + 20);
  }

  private void walk(int client) {
    for (int i = 0; !enough.get(); i++) {
      String request = client + "/" + i;
      HttpResponse<String> response = next(request);
      while (response.statusCode() == 503) {
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        refusals.incrementAndGet();
        pause();
        response = next(request);
      }
      var matcher = INDEX.matcher(response.body());
      assertThat(matcher.find()).as(response.body()).isTrue();
      indices.put(request, Long.parseLong(matcher.group(1)));
    }
  }

  private HttpResponse<String> next(String request) {
    return service.post("/sequence/next", Caller.HEADER, session, "Idempotency-Key", request);
  }

  /// The patience of a client, not a wait for something to happen.
  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets them finish: each index was given to one request.
  void expectNothingLostOrDoubled() throws Exception {
    enough.set(true);
    for (Future<?> client : clients) {
      client.get();
    }
    assertThat(indices.values())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, indices.size()).boxed().toList());
  }

  @Override
  public void close() {
    enough.set(true);
    threads.shutdownNow();
  }
}

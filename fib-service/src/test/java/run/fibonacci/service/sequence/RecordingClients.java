package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.service.sequence.history.Call.NEVER;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import run.fibonacci.service.Line;
import run.fibonacci.service.sequence.history.Call;
import run.fibonacci.service.sequence.history.Call.Read;
import run.fibonacci.service.sequence.history.Call.Restarted;
import run.fibonacci.service.sequence.history.Call.Taken;
import run.fibonacci.service.sequence.history.Linearizability;

/// Clients that take, read and restart one sequence by several pods, and note what they saw.
final class RecordingClients implements AutoCloseable {
  private static final Pattern INDEX = Pattern.compile("\"(?:index|from)\":([0-9]+)");
  private static final Pattern NEXT = Pattern.compile("\"next\":([0-9]+)");
  private static final int CLIENTS = 5;

  private final List<Line> pods;
  private final int calls;
  private final String session = UUID.randomUUID().toString();
  private final ConcurrentLinkedQueue<Call> history = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<? extends Future<?>> clients;

  /// @param calls how many each of them makes
  RecordingClients(List<Line> pods, int calls) {
    this.pods = pods;
    this.calls = calls;
    clients = IntStream.range(0, CLIENTS).mapToObj(i -> threads.submit(() -> act(i))).toList();
  }

  /// How many calls came to an end so far.
  int calls() {
    return history.size();
  }

  /// How many requests were refused so far.
  int refusals() {
    return refusals.get();
  }

  boolean areDone() {
    return clients.stream().allMatch(Future::isDone);
  }

  /// Lets them finish: what they saw is what one counter could have told them.
  void expectOneCounter() throws Exception {
    for (Future<?> client : clients) {
      client.get();
    }
    assertThat(history.stream().filter(call -> call.end() != NEVER).count())
        .isGreaterThan(CLIENTS * calls / 2);
    assertThat(Linearizability.holds(List.copyOf(history))).as("the history %s", history).isTrue();
  }

  private void act(int client) {
    var random = new Random();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < calls; i++) {
        switch (random.nextInt(10)) {
          case 0 -> note(new Restarted(), System.nanoTime(), send(http, random, "DELETE", ""));
          case 1, 2 -> read(http, random);
          case 3 -> takeOnce(http, random);
          default -> take(http, client + "/" + i, random);
        }
      }
    }
  }

  private void read(HttpClient http, Random random) {
    long start = System.nanoTime();
    if (send(http, random, "GET", "") instanceof Done(String body)) {
      history.add(new Call(new Read(number(NEXT, body)), start, System.nanoTime()));
    }
  }

  private void takeOnce(HttpClient http, Random random) {
    long start = System.nanoTime();
    Answer answer = send(http, random, "POST", "/next");
    OptionalLong first =
        answer instanceof Done(String body)
            ? OptionalLong.of(number(INDEX, body))
            : OptionalLong.empty();
    note(new Taken(1, first), start, answer);
  }

  /// What was refused for sure had no effect; what was not answered may have had one.
  private void note(Call.Action action, long start, Answer answer) {
    switch (answer) {
      case Done done -> history.add(new Call(action, start, System.nanoTime()));
      case Unknown unknown -> history.add(new Call(action, start, NEVER));
      case Refused refused -> {}
    }
  }

  /// Is repeated until it is answered.
  private void take(HttpClient http, String key, Random random) {
    int count = 2 + random.nextInt(3);
    long start = System.nanoTime();
    Optional<String> body = Optional.empty();
    while (body.isEmpty()) {
      Answer answer = send(http, random, "POST", "/next?count=" + count, "Idempotency-Key", key);
      body = answer instanceof Done(String text) ? Optional.of(text) : Optional.empty();
    }
    var taken = new Taken(count, OptionalLong.of(number(INDEX, body.get())));
    history.add(new Call(taken, start, System.nanoTime()));
  }

  private sealed interface Answer {}

  private record Done(String body) implements Answer {}

  /// The service says that nothing was changed.
  private record Refused() implements Answer {}

  private record Unknown() implements Answer {}

  /// To one of the pods.
  private Answer send(
      HttpClient http, Random random, String method, String path, String... headers) {
    Line pod = pods.get(random.nextInt(pods.size()));
    URI uri = URI.create("http://%s:%d/sequence%s".formatted(pod.host(), pod.port(), path));
    var request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.noBody())
            .header(Caller.HEADER, session)
            .timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Unknown();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer answer(HttpResponse<String> response) {
    if (response.statusCode() != 503) {
      assertThat(response.statusCode()).as(response.body()).isIn(200, 204);
      return new Done(response.body());
    }
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    refusals.incrementAndGet();
    comeAgain();
    return response.body().contains("nothing was changed") ? new Refused() : new Unknown();
  }

  /// The patience of a client, not a wait for something to happen.
  private static void comeAgain() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(Pattern pattern, String body) {
    var matcher = pattern.matcher(body);
    assertThat(matcher.find()).as(body).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import run.fibonacci.service.Line;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;
import run.fibonacci.service.sequence.history.Call;
import run.fibonacci.service.sequence.history.Call.Read;
import run.fibonacci.service.sequence.history.Call.Restarted;
import run.fibonacci.service.sequence.history.Call.Taken;
import run.fibonacci.service.sequence.history.Linearizability;

/// Several clients take, read and restart one sequence by three pods, while connections of clients
/// to pods and of pods to the database are cut all the time. Whatever they see has to be what one
/// counter could have told them.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class HistoryIT {
  private static final Pattern INDEX = Pattern.compile("\"(?:index|from)\":([0-9]+)");
  private static final Pattern NEXT = Pattern.compile("\"next\":([0-9]+)");
  private static final int CLIENTS = 5;
  private static final int CALLS = 40;

  private static final List<RunningService> PODS = new ArrayList<>();
  private static final List<Line> TO_DATABASE = new ArrayList<>();
  private static final List<Line> TO_PODS = new ArrayList<>();

  private final String session = UUID.randomUUID().toString();
  private final ConcurrentLinkedQueue<Call> history = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  @BeforeAll
  static void start() {
    Map<String, String> database = PostgresServer.shared().newDatabase();
    for (int i = 0; i < 3; i++) {
      Line toDatabase = Line.to("127.0.0.1", PostgresServer.shared().port());
      TO_DATABASE.add(toDatabase);
      var environment = new HashMap<>(database);
      environment.put("FIBONACCI_DATABASE_HOST", toDatabase.host());
      environment.put("FIBONACCI_DATABASE_PORT", String.valueOf(toDatabase.port()));
      RunningService pod = RunningService.start(environment);
      PODS.add(pod);
      TO_PODS.add(Line.to(pod.uri().getHost(), pod.uri().getPort()));
    }
  }

  @AfterAll
  static void stop() {
    TO_PODS.forEach(Line::close);
    PODS.forEach(RunningService::close);
    TO_DATABASE.forEach(Line::close);
  }

  @RepeatedTest(3)
  void whateverIsCutTheAnswersAreThoseOfOneCounter() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> cuts = threads.submit(this::cutConnections);
      List<Future<?>> clients = new ArrayList<>();
      IntStream.range(0, CLIENTS).forEach(i -> clients.add(threads.submit(() -> act(i))));
      for (Future<?> client : clients) {
        client.get();
      }
      ended.set(true);
      cuts.get();
    }
    assertThat(history.stream().filter(call -> call.end() != NEVER).count())
        .isGreaterThan(CLIENTS * CALLS / 2);
    assertThat(Linearizability.holds(List.copyOf(history))).as("the history %s", history).isTrue();
  }

  private void cutConnections() {
    var random = new Random();
    while (!ended.get()) {
      pause(random.nextInt(200));
      List<Line> lines = random.nextBoolean() ? TO_PODS : TO_DATABASE;
      lines.get(random.nextInt(lines.size())).cut();
    }
  }

  private void act(int client) {
    var random = new Random();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (int i = 0; i < CALLS; i++) {
        switch (random.nextInt(10)) {
          case 0 -> restart(http, random);
          case 1, 2 -> read(http, random);
          case 3 -> takeOnce(http, random);
          default -> take(http, client + "/" + i, random);
        }
      }
    }
  }

  private void restart(HttpClient http, Random random) {
    long start = System.nanoTime();
    Optional<String> body = send(http, random, "DELETE", "");
    history.add(new Call(new Restarted(), start, body.map(b -> System.nanoTime()).orElse(NEVER)));
  }

  private void read(HttpClient http, Random random) {
    long start = System.nanoTime();
    send(http, random, "GET", "")
        .map(body -> new Read(number(NEXT, body)))
        .ifPresent(read -> history.add(new Call(read, start, System.nanoTime())));
  }

  private void takeOnce(HttpClient http, Random random) {
    long start = System.nanoTime();
    Optional<String> body = send(http, random, "POST", "/next");
    OptionalLong first =
        body.map(b -> OptionalLong.of(number(INDEX, b))).orElseGet(OptionalLong::empty);
    long end = body.isPresent() ? System.nanoTime() : NEVER;
    history.add(new Call(new Taken(1, first), start, end));
  }

  /// Is repeated until it is answered.
  private void take(HttpClient http, String key, Random random) {
    int count = 2 + random.nextInt(3);
    long start = System.nanoTime();
    Optional<String> body = Optional.empty();
    while (body.isEmpty()) {
      body = send(http, random, "POST", "/next?count=" + count, "Idempotency-Key", key);
    }
    var taken = new Taken(count, OptionalLong.of(number(INDEX, body.get())));
    history.add(new Call(taken, start, System.nanoTime()));
  }

  /// To one of the pods; empty if it was not answered, or refused.
  private Optional<String> send(
      HttpClient http, Random random, String method, String path, String... headers) {
    Line pod = TO_PODS.get(random.nextInt(TO_PODS.size()));
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
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isIn(200, 204, 503);
      return Optional.of(response.body()).filter(body -> response.statusCode() < 300);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long number(Pattern pattern, String body) {
    var matcher = pattern.matcher(body);
    assertThat(matcher.find()).as(body).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class DatabaseOutageIT {
  private static final Pattern INDEX = Pattern.compile("\"index\":([0-9]+)");
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  private final String session = UUID.randomUUID().toString();
  private final Map<String, Long> indices = new ConcurrentHashMap<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicBoolean enough = new AtomicBoolean();

  @TempDir private Path folder;

  @Test
  void nothingIsLostOrDoubledWhenTheDatabaseStopsAndComesBack() throws Exception {
    PostgresServer database = PostgresServer.in(folder);
    try (var service = RunningService.start(database.newDatabase());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> clients =
          IntStream.range(0, 8).mapToObj(i -> threads.submit(() -> walk(service, i))).toList();
      await().atMost(A_WHILE).until(() -> indices.size() > 200);

      database.close();
      await().atMost(A_WHILE).until(() -> refusals.get() > 20);
      assertThat(service.get("/fibonacci/1000").statusCode()).isEqualTo(200);
      expectHealth(service, 503);

      int before = indices.size();
      database.restart(folder);
      await().atMost(A_WHILE).until(() -> indices.size() > before + 200);
      expectHealth(service, 200);
      enough.set(true);
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      database.close();
    }
    assertThat(indices.values())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, indices.size()).boxed().toList());
  }

  /// Takes number after number; a refused call is sent again with its Idempotency-Key until it is
  /// answered.
  private void walk(RunningService service, int client) {
    for (int i = 0; !enough.get(); i++) {
      String request = client + "/" + i;
      HttpResponse<String> response = next(service, request);
      while (response.statusCode() == 503) {
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        refusals.incrementAndGet();
        response = next(service, request);
      }
      var matcher = INDEX.matcher(response.body());
      assertThat(matcher.find()).as(response.body()).isTrue();
      indices.put(request, Long.parseLong(matcher.group(1)));
    }
  }

  private HttpResponse<String> next(RunningService service, String request) {
    return service.post("/sequence/next", Caller.HEADER, session, "Idempotency-Key", request);
  }

  @Test
  void aServiceStartsWithoutItsDatabaseAndFindsItLater() {
    PostgresServer database = PostgresServer.in(folder);
    Map<String, String> environment = database.newDatabase();
    database.close();
    try (var service = RunningService.start(environment)) {
      assertThat(service.get("/fibonacci/1000").statusCode()).isEqualTo(200);
      assertThat(service.post("/sequence/next").statusCode()).isEqualTo(503);
      assertThat(service.management("/health/liveness").statusCode()).isEqualTo(200);
      expectHealth(service, 503);

      database.restart(folder);
      expectHealth(service, 200);
      assertThat(service.post("/sequence/next").body()).contains("\"index\":0");
    } finally {
      database.close();
    }
  }

  private static void expectHealth(RunningService service, int status) {
    await()
        .atMost(A_WHILE)
        .until(() -> service.management("/health/readiness").statusCode() == status);
  }
}

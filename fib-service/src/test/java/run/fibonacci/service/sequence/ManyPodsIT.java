package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;

/// Two instances of the service that start at the same time on one empty database.
final class ManyPodsIT {
  private static final Pattern INDEX = Pattern.compile("\"index\":([0-9]+)");
  private static final int CLIENTS = 20;
  private static final int CALLS = 500;

  private static List<RunningService> pods = List.of();

  private final String session = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws Exception {
    Map<String, String> database = PostgresServer.shared().newDatabase();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<RunningService> starting = () -> RunningService.start(database).awaitReady();
      var started = new ArrayList<RunningService>();
      for (Future<RunningService> pod : threads.invokeAll(List.of(starting, starting))) {
        started.add(pod.get());
      }
      pods = started;
    }
  }

  @AfterAll
  static void stop() {
    pods.forEach(RunningService::close);
  }

  @Test
  void fiveHundredCallsGetFiveHundredConsecutiveNumbers() throws Exception {
    List<Long> indices =
        inParallel(i -> index(pods.get(i % 2).post("/sequence/next", Caller.HEADER, session)));
    assertThat(indices).containsExactlyInAnyOrderElementsOf(upTo(CALLS));
  }

  @Test
  void everyCallSentTwiceAtOnceToBothGetsOneNumber() throws Exception {
    List<Long> indices =
        inParallel(i ->
            index(
                pods.get(i % 2)
                    .post(
                        "/sequence/next",
                        Caller.HEADER,
                        session,
                        "Idempotency-Key",
                        "call " + i / 2)));
    for (int i = 0; i < CALLS; i += 2) {
      assertThat(indices.get(i)).isEqualTo(indices.get(i + 1));
    }
    assertThat(indices.stream().distinct()).containsExactlyInAnyOrderElementsOf(upTo(CALLS / 2));
  }

  private static List<Long> inParallel(Call call) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      var indices = new ArrayList<Long>();
      List<Callable<Long>> calls =
          IntStream.range(0, CALLS).<Callable<Long>>mapToObj(i -> () -> call.index(i)).toList();
      for (Future<Long> index : threads.invokeAll(calls)) {
        indices.add(index.get());
      }
      return indices;
    }
  }

  private interface Call {
    long index(int number);
  }

  private static long index(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    var matcher = INDEX.matcher(response.body());
    assertThat(matcher.find()).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static List<Long> upTo(int count) {
    return LongStream.range(0, count).boxed().toList();
  }
}

package run.fibonacci.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the project exists for: a user's sequence is exact, whichever pod answers.
@ExtendWith(LocalPlatform.class)
final class SequenceIT {

  private static final int CALLS = 500;
  private static final int CLIENTS = 20;

  @Test
  void a_number_comes_through_the_ingress() throws Exception {
    try (var fleet = LocalPlatform.fleet("numbers", "replicas: 1")) {
      var response = fleet.get("/fibonacci/100");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).contains("\"354224848179261915075\"");
    }
  }

  @Test
  void a_service_below_a_path_answers_there() throws Exception {
    try (var fleet = Fleet.below("/numbers", LocalPlatform.place(), "below", "replicas: 1")) {
      assertThat(fleet.get("/numbers/fibonacci/10").body()).contains("\"55\"");
      assertThat(fleet.resource().get().getStatus().url()).endsWith("/numbers");
    }
  }

  @Test
  void five_hundred_calls_of_twenty_clients_are_five_hundred_consecutive_numbers()
      throws Exception {
    try (var fleet = LocalPlatform.fleet("sequence", "replicas: 2")) {
      var answers = callAll(fleet, "once", new AtomicInteger());

      assertThat(answers).isEqualTo(firstNumbers());
      assertThat(fleet.readyPods()).hasSize(2).allSatisfy(pod -> assertServed(fleet, pod));
    }
  }

  @Test
  void killing_a_pod_in_the_middle_changes_nothing_of_that() throws Exception {
    try (var fleet = LocalPlatform.fleet("killed", "replicas: 2")) {
      var victim = fleet.readyPods().getFirst();
      var answered = new AtomicInteger();
      var killer =
          Thread.ofVirtual()
              .start(() -> {
                Fleet.eventually(answered::get, n -> n > CALLS / 5);
                LocalPlatform.kill(victim);
              });

      var answers = callAll(fleet, "killed", answered);

      killer.join();
      assertThat(answers).isEqualTo(firstNumbers());
      Fleet.eventually(() -> restarts(fleet, victim), Integer.valueOf(1)::equals);
      Fleet.eventually(fleet::readyPods, pods -> pods.size() == 2);
    }
  }

  /// Index and value of every answer, sorted; a number that was handed out twice is missed
  /// elsewhere.
  private static Map<Integer, BigInteger> callAll(
      Fleet fleet, String session, AtomicInteger answered)
      throws InterruptedException, ExecutionException {
    var answers = new TreeMap<Integer, BigInteger>();
    var json = new ObjectMapper();
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (var call : submitAll(clients, fleet, session, answered)) {
        var body = json.readTree(call.get());
        var before =
            answers.put(body.get("index").asInt(), new BigInteger(body.get("value").asText()));
        assertThat(before).as("handed out twice: %s", body).isNull();
      }
    } catch (IOException e) {
      throw new AssertionError("not JSON", e);
    }
    return answers;
  }

  private static List<Future<String>> submitAll(
      ExecutorService clients, Fleet fleet, String session, AtomicInteger answered) {
    var calls = new ArrayList<Future<String>>();
    for (var i = 0; i < CALLS; i++) {
      calls.add(
          clients.submit(() -> {
            var body = next(fleet, session);
            answered.incrementAndGet();
            return body;
          }));
    }
    return calls;
  }

  /// One call; what failed is called again with the same idempotency key, as clients are told to.
  private static String next(Fleet fleet, String session) {
    var key = UUID.randomUUID().toString();
    return Fleet.eventually(() -> attempt(fleet, session, key), response -> response != null)
        .body();
  }

  private static HttpResponse<String> attempt(Fleet fleet, String session, String key)
      throws InterruptedException {
    try {
      var response = fleet.next(session, key);
      return response.statusCode() == 200 ? response : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static Map<Integer, BigInteger> firstNumbers() {
    var numbers = new TreeMap<Integer, BigInteger>();
    var a = BigInteger.ZERO;
    var b = BigInteger.ONE;
    for (var index : IntStream.range(0, CALLS).toArray()) {
      numbers.put(index, a);
      var sum = a.add(b);
      a = b;
      b = sum;
    }
    return numbers;
  }

  private static int restarts(Fleet fleet, String pod) {
    return fleet.pods().stream()
        .filter(p -> p.getMetadata().getName().equals(pod))
        .mapToInt(p -> p.getStatus().getContainerStatuses().getFirst().getRestartCount())
        .sum();
  }

  /// The pod's own metrics count calls of the sequence.
  private static void assertServed(Fleet fleet, String pod) {
    var metrics = Metrics.of(fleet, pod);
    assertThat(metrics)
        .as("pod %s answered none of the calls", pod)
        .containsPattern("http_server_requests_seconds_count\\{[^}]*sequence/next[^}]*} [1-9]");
  }
}

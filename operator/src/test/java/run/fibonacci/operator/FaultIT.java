package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import run.fibonacci.operator.proxy.Answer;
import run.fibonacci.operator.proxy.ApiProxy;
import run.fibonacci.operator.proxy.ApiProxy.Way;
import run.fibonacci.operator.proxy.Call;

/// An operator behind a proxy that makes trouble. Afterwards everything is as it should be, the
/// operator has not been restarted, and it has not asked without measure.
@ExtendWith(Cluster.class)
final class FaultIT {

  /// Deployment, Service, ServiceAccount, PodDisruptionBudget.
  private static final int CHILDREN = 4;

  private final Subject demo = new Subject(Cluster.namespace());
  private final ApiProxy proxy = new ApiProxy(Cluster.operatorConfig());
  private final TestOperator operator = TestOperator.with(proxy.config(), demo.namespace());

  @AfterEach
  void stop() {
    operator.close();
    proxy.close();
  }

  @Test
  void too_many_requests_are_repeated_when_the_server_said() {
    var refused = ConcurrentHashMap.<String>newKeySet();
    proxy.answer(call ->
        call.acts() && refused.add(call.path())
            ? Optional.of(new Answer(429, "TooManyRequests", "Retry-After: 2"))
            : Optional.empty());

    demo.apply("replicas: 2");

    awaitConvergence(2);
    assertThat(proxy.acts()).hasSizeLessThanOrEqualTo(2 * CHILDREN + 4);
    for (var path : refused) {
      var first = proxy.acts().stream().filter(call -> call.path().equals(path)).limit(2).toList();
      assertThat(Duration.between(first.getFirst().at(), first.getLast().at()))
          .as("between attempts at " + path)
          .isGreaterThanOrEqualTo(Duration.ofMillis(1900));
    }
  }

  @Test
  void internal_errors_on_everything_pass() {
    answerFor(Duration.ofSeconds(5), call -> true, new Answer(500, "InternalError"));

    demo.apply("replicas: 2");

    awaitConvergence(2);
    assertThat(proxy.acts()).hasSizeLessThan(100);
  }

  @Test
  void conflicts_are_resolved() {
    answerFor(Duration.ofSeconds(3), Call::acts, new Answer(409, "Conflict"));

    demo.apply("replicas: 2");

    awaitConvergence(2);
    assertThat(proxy.acts()).hasSizeLessThan(100);
    assertThat(demo.says("Degraded")).isEqualTo("False AsExpected");
  }

  @Test
  void watches_whose_history_is_gone_begin_anew() {
    demo.apply("replicas: 2");
    awaitConvergence(2);
    var before = proxy.calls().size();

    answerFor(Duration.ofSeconds(3), this::isWatch, new Answer(410, "Expired"));
    proxy.expireWatches();
    demo.apply("replicas: 3");
    demo.child(Service.class).delete();

    awaitConvergence(3);
    assertThat(proxy.calls().size() - before).isLessThan(200);
  }

  @Test
  void connections_that_are_cut_again_and_again_come_back() {
    for (var replicas = 1; replicas <= 5; replicas++) {
      demo.apply("replicas: " + replicas);
      proxy.cut();
    }

    awaitConvergence(5);
    assertThat(proxy.acts()).hasSizeLessThan(60);
  }

  @Test
  void connections_that_fell_silent_are_noticed() {
    demo.apply("replicas: 2");
    awaitConvergence(2);

    proxy.forget();
    demo.apply("replicas: 3");
    demo.child(Service.class).delete();

    awaitConvergence(3);
  }

  @Test
  void half_a_minute_without_the_api_server_is_made_up_for() throws Exception {
    demo.apply("replicas: 2");
    awaitConvergence(2);
    var before = proxy.calls().size();

    proxy.way(Way.CUT);
    demo.apply("replicas: 3");
    demo.child(Service.class).delete();
    // the outage is the point: nothing could be awaited
    Thread.sleep(Duration.ofSeconds(30));
    assertThat(operator.isAlive()).as("a restart would not help").isTrue();
    proxy.way(Way.OPEN);

    awaitConvergence(3);
    assertThat(proxy.calls().size() - before).isLessThan(100);
  }

  @Test
  void a_service_whose_deletion_was_not_seen_gets_no_children() {
    demo.apply("replicas: 2");
    awaitConvergence(2);
    eventually(demo::events, events -> !events.isEmpty());
    proxy.answer(call ->
        call.isFor("fibonacciservices") && !call.path().endsWith("/demo")
            ? Optional.of(new Answer(503, "ServiceUnavailable"))
            : Optional.empty());
    proxy.cut();
    var before = proxy.acts().size();

    demo.delete();
    demo.child(Service.class).delete();

    // at the second time it has gone by once
    eventually(this::questions, count -> count >= 2);
    assertThat(proxy.acts()).hasSize(before);
    assertThat(demo.child(Service.class).get()).isNull();
  }

  private long questions() {
    return proxy.calls().stream()
        .filter(
            call -> call.method().equals("GET") && call.path().endsWith("/fibonacciservices/demo"))
        .count();
  }

  @Test
  void a_slow_api_server_only_takes_longer() {
    proxy.latency(Duration.ofMillis(500));

    demo.apply("replicas: 2");

    awaitConvergence(2);
    assertThat(proxy.acts()).hasSizeLessThanOrEqualTo(CHILDREN + 3);
  }

  private boolean isWatch(Call call) {
    return call.method().equals("WATCH");
  }

  private void answerFor(Duration time, Predicate<Call> calls, Answer answer) {
    var end = System.nanoTime() + time.toNanos();
    proxy.answer(call ->
        System.nanoTime() < end && calls.test(call) ? Optional.of(answer) : Optional.empty());
  }

  private void awaitConvergence(int replicas) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(100))
        .until(() ->
            demo.child(Deployment.class).get() != null
                && demo.deployment().getSpec().getReplicas() == replicas
                && demo.child(Service.class).get() != null
                && demo.get()
                    .getMetadata()
                    .getGeneration()
                    .equals(demo.get().getStatus().observedGeneration())
                && demo.says("Degraded").startsWith("False"));
  }
}

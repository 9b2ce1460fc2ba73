package run.fibonacci.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.e2e.Fleet.eventually;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What whoever looks after a service does with kubectl, and sees.
@ExtendWith(LocalPlatform.class)
final class OperationIT {

  @Test
  void kubectl_get_shows_readiness_replicas_and_url() throws Exception {
    try (var fleet = LocalPlatform.fleet("shown", "replicas: 1")) {
      assertThat(columns()).containsExactly("Name", "Ready", "Reason", "Replicas", "URL", "Age");
      var url = fleet.resource().get().getStatus().url();
      assertThat(url).startsWith("http://shown.example.com").endsWith("/");
    }
  }

  /// The columns of the table that the API server makes for kubectl.
  private static List<String> columns() throws Exception {
    var client = LocalPlatform.client();
    var request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl() + "apis/fibonacci.run/v1/fibonacciservices")
            .header("Accept", "application/json;as=Table;g=meta.k8s.io;v=v1")
            .build();
    var body = client.getHttpClient().sendAsync(request, String.class).get().body();
    var definitions = new ObjectMapper().readTree(body).get("columnDefinitions");
    return StreamSupport.stream(definitions.spliterator(), false)
        .filter(column -> column.get("priority").asInt() == 0)
        .map(column -> column.get("name").asText())
        .toList();
  }

  @Test
  void kubectl_scale_changes_the_number_of_pods() {
    try (var fleet = LocalPlatform.fleet("scaled", "replicas: 1")) {
      fleet.resource().scale(3);
      eventually(fleet::readyPods, pods -> pods.size() == 3);
      eventually(() -> fleet.resource().get().getStatus().readyReplicas(), n -> n == 3);

      fleet.resource().scale(1);
      eventually(fleet::pods, pods -> pods.size() == 1);
    }
  }

  @Test
  void a_change_is_rolled_out_without_a_lost_request_or_a_missing_pod() throws Exception {
    try (var fleet = LocalPlatform.fleet("rolled", "replicas: 2")) {
      var before = fleet.readyPods();
      var failures = Collections.synchronizedList(new ArrayList<String>());
      var done = new AtomicBoolean();
      var caller = Thread.ofVirtual().start(() -> callUntil(done, fleet, failures));
      var fewest = new ArrayList<Integer>();

      fleet.apply("replicas: 2, podAnnotations: {change: one}");
      eventually(
          () -> {
            var ready = fleet.readyPods();
            fewest.add(ready.size());
            return ready;
          },
          pods -> pods.size() == 2 && Collections.disjoint(pods, before));
      eventually(fleet::pods, pods -> pods.size() == 2);
      done.set(true);
      caller.join();

      assertThat(failures).isEmpty();
      assertThat(fewest).allMatch(ready -> ready >= 2);
      assertThat(fleet.says()).isEqualTo("True PodsReady");
    }
  }

  private static void callUntil(AtomicBoolean done, Fleet fleet, List<String> failures) {
    while (!done.get()) {
      try {
        var response = fleet.get("/fibonacci/90");
        if (response.statusCode() != 200) {
          failures.add(response.statusCode() + " " + response.body());
        }
      } catch (IOException | InterruptedException e) {
        failures.add(e.toString());
      }
    }
  }

  @Test
  void children_that_are_deleted_or_edited_come_back() {
    try (var fleet = LocalPlatform.fleet("drifting", "replicas: 1")) {
      child(fleet, Service.class).delete();
      eventually(() -> child(fleet, Service.class).get() != null, Boolean.TRUE::equals);

      child(fleet, Deployment.class)
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"replicas\": 4}}");
      eventually(() -> child(fleet, Deployment.class).get(), d -> d.getSpec().getReplicas() == 1);
      child(fleet, Ingress.class).delete();
      eventually(() -> child(fleet, Ingress.class).get() != null, Boolean.TRUE::equals);
    }
  }

  @Test
  void deleting_the_service_leaves_nothing() {
    var fleet = LocalPlatform.fleet("deleted", "replicas: 1");

    fleet.close();

    for (var kind :
        List.of(
            Deployment.class,
            ReplicaSet.class,
            Service.class,
            ServiceAccount.class,
            Ingress.class)) {
      eventually(() -> labelled(fleet, kind), List::isEmpty);
    }
  }

  @Test
  void the_log_of_a_pod_can_be_read() {
    try (var fleet = LocalPlatform.fleet("logging", "replicas: 1")) {
      var log =
          LocalPlatform.client()
              .pods()
              .inNamespace("default")
              .withName(fleet.readyPods().getFirst())
              .getLog();

      assertThat(log).containsIgnoringCase("startup");
    }
  }

  @Test
  void a_service_that_cannot_start_says_why() {
    var fleet = new Fleet(LocalPlatform.place(), "broken", "/");
    fleet.apply("image: nowhere/fib-service:9");

    eventually(fleet::says, "False ImagePullBackOff"::equals);
    assertThat(fleet.ready().orElseThrow().getMessage()).contains("nowhere/fib-service:9");

    fleet.apply("replicas: 1");
    eventually(fleet::says, "True PodsReady"::equals);
    fleet.close();
  }

  private static <R extends HasMetadata> io.fabric8.kubernetes.client.dsl.Resource<R> child(
      Fleet fleet, Class<R> kind) {
    return LocalPlatform.client().resources(kind).inNamespace("default").withName(fleet.name());
  }

  private static List<? extends HasMetadata> labelled(
      Fleet fleet, Class<? extends HasMetadata> kind) {
    return LocalPlatform.client()
        .resources(kind)
        .inNamespace("default")
        .withLabel("app.kubernetes.io/instance", fleet.name())
        .list()
        .getItems();
  }
}

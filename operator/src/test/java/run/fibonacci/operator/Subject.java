package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import run.fibonacci.api.v1.FibonacciService;

/// A FibonacciService named demo in a namespace, and what a user does with it and sees of it.
record Subject(String namespace) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Applies the service with this spec, as `kubectl apply --server-side` would.
  void apply(String spec) {
    var yaml =
        """
        apiVersion: fibonacci.run/v1
        kind: FibonacciService
        metadata: {name: demo, namespace: %s}
        spec: {%s}
        """
            .formatted(namespace, spec);
    var user = new PatchContext.Builder().withFieldManager("user").withForce(true).build();
    Cluster.admin()
        .resource(Serialization.unmarshal(yaml, FibonacciService.class))
        .fieldManager(user.getFieldManager())
        .forceConflicts()
        .serverSideApply();
  }

  void delete() {
    Cluster.admin().resources(FibonacciService.class).inNamespace(namespace).delete();
  }

  FibonacciService get() {
    return Cluster.admin()
        .resources(FibonacciService.class)
        .inNamespace(namespace)
        .withName("demo")
        .get();
  }

  Optional<Condition> condition(String type) {
    return get().getStatus().conditions().stream()
        .filter(c -> c.getType().equals(type))
        .findFirst();
  }

  /// The condition's status and reason as one word: `True PodsReady`.
  String says(String type) {
    return condition(type).map(c -> c.getStatus() + " " + c.getReason()).orElse("nothing");
  }

  <R extends HasMetadata> Resource<R> child(Class<R> kind) {
    return Cluster.admin().resources(kind).inNamespace(namespace).withName("demo");
  }

  Deployment deployment() {
    return child(Deployment.class).get();
  }

  /// Waits for a child to be there.
  <R extends HasMetadata> R await(Class<R> kind) {
    return eventually(() -> child(kind).get(), Objects::nonNull);
  }

  /// Waits for a child to be gone.
  void awaitNo(Class<? extends HasMetadata> kind) {
    eventually(() -> child(kind).get() == null, Boolean.TRUE::equals);
  }

  /// Changes a child as an administrator would with `kubectl patch`.
  void patch(Class<? extends HasMetadata> kind, String mergePatch) {
    child(kind).patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /// Plays the Deployment controller: so many pods are ready.
  void ready(int pods) {
    var deployment = deployment();
    var status =
        """
        {"status": {"observedGeneration": %d, "replicas": %d, "readyReplicas": %d,
         "availableReplicas": %d, "updatedReplicas": %d}}
        """
            .formatted(
                deployment.getMetadata().getGeneration(),
                deployment.getSpec().getReplicas(),
                pods,
                pods,
                deployment.getSpec().getReplicas());
    child(Deployment.class)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  /// Waits until what is asked for is as expected, and returns it.
  static <T> T eventually(Callable<T> question, Predicate<T> expected) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(question, expected::test);
  }
}

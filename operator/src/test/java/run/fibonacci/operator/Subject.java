package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.events.EventRecorder;

/// A FibonacciService named demo in a namespace, and what a user does with it and sees of it.
record Subject(KubernetesClient client, String namespace) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// In a namespace of the cluster where tests play the controllers' parts.
  Subject(String namespace) {
    this(Cluster.admin(), namespace);
  }

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
    client
        .resource(Serialization.unmarshal(yaml, FibonacciService.class))
        .fieldManager(user.getFieldManager())
        .forceConflicts()
        .serverSideApply();
  }

  void delete() {
    client.resources(FibonacciService.class).inNamespace(namespace).delete();
  }

  FibonacciService get() {
    return client.resources(FibonacciService.class).inNamespace(namespace).withName("demo").get();
  }

  Optional<Condition> condition(String type) {
    return get().getStatus().condition(type);
  }

  /// The condition's status and reason as one word: `True PodsReady`.
  String says(String type) {
    return condition(type).map(c -> c.getStatus() + " " + c.getReason()).orElse("nothing");
  }

  <R extends HasMetadata> Resource<R> child(Class<R> kind) {
    return client.resources(kind).inNamespace(namespace).withName("demo");
  }

  Deployment deployment() {
    return child(Deployment.class).get();
  }

  /// The image that the pods are to have; empty while there is no Deployment.
  String image() {
    return Optional.ofNullable(deployment())
        .map(d -> d.getSpec().getTemplate().getSpec().getContainers().getFirst().getImage())
        .orElse("");
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

  /// Changes a child in the name of this field manager.
  void edit(Class<? extends HasMetadata> kind, String manager, String mergePatch) {
    var context =
        new PatchContext.Builder()
            .withFieldManager(manager)
            .withPatchType(PatchType.JSON_MERGE)
            .build();
    child(kind).patch(context, mergePatch);
  }

  /// What the operator reported on the service, oldest first.
  List<Event> events() {
    return client.resources(Event.class).inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getReportingController().equals(EventRecorder.CONTROLLER))
        .sorted(Comparator.comparing(event -> event.getEventTime().getTime()))
        .toList();
  }

  /// Plays the Deployment controller: so many pods are ready.
  void ready(int pods) {
    var deployment = deployment();
    var status =
        """
        {"status": {"observedGeneration": %d, "replicas": %d, "readyReplicas": %d,
         "availableReplicas": %d, "updatedReplicas": %d, "conditions": null}}
        """
            .formatted(
                deployment.getMetadata().getGeneration(),
                deployment.getSpec().getReplicas(),
                pods,
                pods,
                deployment.getSpec().getReplicas());
    status(status);
  }

  /// Changes the Deployment's status as its controller would.
  void status(String mergePatch) {
    child(Deployment.class)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch);
  }

  /// Does what a HorizontalPodAutoscaler does: an update of the scale, in its controller's name.
  void autoscale(int replicas) {
    var context =
        new PatchContext.Builder()
            .withFieldManager("kube-controller-manager")
            .withPatchType(PatchType.JSON_MERGE)
            .build();
    child(Deployment.class)
        .subresource("scale")
        .patch(context, "{\"spec\": {\"replicas\": " + replicas + "}}");
  }

  /// Waits until what is asked for is as expected, and returns it.
  static <T> T eventually(Callable<T> question, Predicate<T> expected) {
    return eventually(PATIENCE, question, expected);
  }

  /// The same with another patience.
  static <T> T eventually(Duration patience, Callable<T> question, Predicate<T> expected) {
    return Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .until(question, expected::test);
  }
}

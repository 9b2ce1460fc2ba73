package run.fibonacci.local.node;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The pods of one test, in a namespace of their own.
record TestPods(TestCluster cluster, String namespace) {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static TestPods in(TestCluster cluster) throws InterruptedException {
    return new TestPods(cluster, cluster.namespace());
  }

  KubernetesClient client() {
    return cluster.client();
  }

  String ask(String pod, String path) throws IOException, InterruptedException {
    return cluster.ask(namespace, pod, path);
  }

  /// Makes a pod whose one container, `main`, can be told to be unhealthy.
  void create(String name, UnaryOperator<PodBuilder> change) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("sample:1")
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .addNewPort()
            .withName("http")
            .withContainerPort(8080)
            .endPort()
            .withNewLivenessProbe()
            .withNewHttpGet()
            .withPath("/health/liveness")
            .withNewPort("http")
            .endHttpGet()
            .withInitialDelaySeconds(1)
            .withPeriodSeconds(1)
            .endLivenessProbe()
            .withNewReadinessProbe()
            .withNewHttpGet()
            .withPath("/health/readiness")
            .withNewPort(8080)
            .endHttpGet()
            .withPeriodSeconds(1)
            .endReadinessProbe()
            .endContainer()
            .endSpec();
    client().resource(change.apply(pod).build()).inNamespace(namespace).create();
  }

  long pid(String pod) {
    var container = named(pod).get().getStatus().getContainerStatuses().getFirst();
    return Long.parseLong(container.getContainerID().substring("process://".length()));
  }

  void secret(String name, Map<String, String> data) {
    var secret =
        new SecretBuilder().withNewMetadata().withName(name).endMetadata().withStringData(data);
    client().resource(secret.build()).inNamespace(namespace).create();
  }

  /// Has a pod's program end.
  void exit(String pod, int code) throws InterruptedException {
    try {
      ask(pod, "/exit/" + code);
    } catch (IOException expected) {
      // it ends without an answer
    }
  }

  PodResource named(String name) {
    return client().pods().inNamespace(namespace).withName(name);
  }

  Pod awaitReady(String name) {
    awaitCondition(name, "Ready", "True");
    return named(name).get();
  }

  PodCondition awaitCondition(String pod, String type, String status) {
    await("pod " + pod + " " + type + "=" + status)
        .atMost(PATIENCE)
        .until(() -> has(named(pod).get(), type, status));
    return named(pod).get().getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst()
        .orElseThrow();
  }

  static boolean has(Pod pod, String type, String status) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals(status));
  }

  ContainerStatus awaitContainer(String pod, Predicate<ContainerStatus> condition) {
    return await("container of pod " + pod)
        .atMost(PATIENCE)
        .until(
            () ->
                named(pod).get().getStatus().getContainerStatuses().stream()
                    .findFirst()
                    .orElse(null),
            status -> status != null && condition.test(status));
  }

  static Predicate<ContainerStatus> isWaiting(String reason) {
    return container ->
        container.getState().getWaiting() != null
            && container.getState().getWaiting().getReason().equals(reason);
  }

  List<String> events(String pod) {
    return client().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(pod))
        .map(Event::getReason)
        .toList();
  }
}

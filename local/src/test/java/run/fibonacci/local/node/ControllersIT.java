package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The node under Kubernetes' own controllers.
@ExtendWith(ClusterExtension.class)
final class ControllersIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private TestCluster cluster;

  private KubernetesClient client;
  private String namespace;

  @BeforeEach
  void makeNamespace(TestCluster cluster) throws InterruptedException {
    this.cluster = cluster;
    client = cluster.client();
    namespace = cluster.namespace();
  }

  @Test
  void aRollingUpdateNeverHasFewerReadyPodsThanWanted() {
    deploy(2);
    awaitReady(2);
    var image =
        """
        {"spec": {"template": {"spec": {"containers": [{"name": "main", "image": "sample:2"}]}}}}
        """;
    deployment().patch(PatchContext.of(PatchType.STRATEGIC_MERGE), image);

    await()
        .atMost(PATIENCE)
        .failFast("fewer than two pods are ready", () -> ready().size() < 2)
        .until(() ->
            pods().size() == 2
                && ready().stream().filter(pod -> image(pod).equals("sample:2")).count() == 2);
  }

  @Test
  void whatAPodUsesIsServedByTheAggregatedApi() throws Exception {
    deploy(1);
    awaitReady(1);
    cluster.ask(namespace, ready().getFirst().getMetadata().getName(), "/busy");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(measured("app=web")).hasSize(1);
          assertThat(used(measured("app=web").getFirst(), "cpu")).isGreaterThan(0.05);
        });
    assertThat(used(measured("app=web").getFirst(), "memory")).isGreaterThan(10_000_000);
    assertThat(measured("app=other")).isEmpty();
    assertThat(client.top().nodes().metrics().getItems()).hasSize(1);
  }

  private static double used(PodMetrics pod, String resource) {
    var quantity = pod.getContainers().getFirst().getUsage().get(resource);
    return quantity == null ? 0 : quantity.getNumericalAmount().doubleValue();
  }

  @Test
  void anAutoscalerAddsPodsToABusyDeployment() throws Exception {
    deploy(1);
    awaitReady(1);
    autoscale();
    cluster.ask(namespace, ready().getFirst().getMetadata().getName(), "/busy");

    await().atMost(PATIENCE.multipliedBy(2)).until(() -> ready().size() == 2);
  }

  @Test
  void aNodeThatStartsAgainReplacesThePodsOfTheOneBefore() {
    deploy(1);
    awaitReady(1);
    var before = ready().getFirst();
    client
        .resource(new PodBuilder(before).withMetadata(named("alone")).withStatus(null).build())
        .inNamespace(namespace)
        .create();
    awaitReady(2);
    var processes = ready().stream().map(ControllersIT::process).toList();

    cluster.stopNode();
    assertThat(processes).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    cluster.startNode();

    awaitReady(1);
    assertThat(ready())
        .doesNotContain(before)
        .extracting(ControllersIT::image)
        .containsExactly("sample:1");
    var alone = client.pods().inNamespace(namespace).withName("alone").get();
    assertThat(alone.getStatus().getPhase()).isEqualTo("Failed");
    assertThat(alone.getStatus().getMessage()).contains("the node was stopped");
  }

  private static ObjectMeta named(String name) {
    return new ObjectMetaBuilder().withName(name).build();
  }

  private static long process(Pod pod) {
    var id = pod.getStatus().getContainerStatuses().getFirst().getContainerID();
    return Long.parseLong(id.substring("process://".length()));
  }

  private void deploy(int replicas) {
    var text =
        """
        metadata: {name: web}
        spec:
          replicas: %d
          selector: {matchLabels: {app: web}}
          strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          template:
            metadata: {labels: {app: web}}
            spec:
              containers:
              - name: main
                image: sample:1
                resources: {requests: {cpu: 100m}}
                readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
        """;
    create(Deployment.class, text.formatted(replicas));
  }

  private void autoscale() {
    var text =
        """
        metadata: {name: web}
        spec:
          minReplicas: 1
          maxReplicas: 2
          scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
          metrics:
          - type: Resource
            resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}
        """;
    create(HorizontalPodAutoscaler.class, text);
  }

  private <T extends HasMetadata> void create(Class<T> type, String text) {
    client.resource(Yaml.read(text, type)).inNamespace(namespace).create();
  }

  private static String image(Pod pod) {
    return pod.getSpec().getContainers().getFirst().getImage();
  }

  private RollableScalableResource<Deployment> deployment() {
    return client.apps().deployments().inNamespace(namespace).withName("web");
  }

  private List<PodMetrics> measured(String labels) {
    var path = "/apis/metrics.k8s.io/v1beta1/namespaces/" + namespace + "/pods?labelSelector=";
    var list = client.raw(path + labels.replace("=", "%3D"));
    return Serialization.unmarshal(list, PodMetricsList.class).getItems();
  }

  private List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems();
  }

  private List<Pod> ready() {
    return pods().stream().filter(ControllersIT::isReady).toList();
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private void awaitReady(int count) {
    await().atMost(PATIENCE).until(() -> ready().size() == count);
  }
}

package run.fibonacci.local.node.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import run.fibonacci.local.node.Yaml;
import run.fibonacci.local.node.launch.PodFolder;
import run.fibonacci.local.node.pod.PodView;
import run.fibonacci.local.node.pod.PodView.ContainerView;
import run.fibonacci.local.node.server.UsageSampler.Sample;

final class MetricsDocumentsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void usageIsWhatWasUsedBetweenTwoSamples() {
    var first = new Sample(NOON, Duration.ofMillis(1000), 100);
    var second = new Sample(NOON.plusSeconds(5), Duration.ofMillis(3500), 200);
    assertThat(second.since(first))
        .isEqualTo(new Usage(500_000_000, 200, NOON.plusSeconds(5), Duration.ofSeconds(5)));
  }

  @Test
  void aPodIsListedWithItsContainersAndItsLabels() {
    var usages = Map.of(7L, usage(250_000_000, 2048), 8L, usage(1, 1024));
    var documents = new MetricsDocuments("here", List.of(pod("web", 7, 8)), usages);
    assertThat(Serialization.unmarshal(Serialization.asJson(documents.podMetrics()), Map.class))
        .isEqualTo(
            Yaml.read(
                """
                apiVersion: metrics.k8s.io/v1beta1
                kind: PodMetricsList
                items:
                - apiVersion: metrics.k8s.io/v1beta1
                  kind: PodMetrics
                  metadata: {name: web, namespace: shop, labels: {app: web}}
                  timestamp: "2026-01-01T12:00:00Z"
                  window: 5000000000ns
                  containers:
                  - {name: c7, usage: {cpu: 250000000n, memory: 2Ki}}
                  - {name: c8, usage: {cpu: 1n, memory: 1Ki}}
                """,
                Map.class));
  }

  @Test
  void aPodThatIsNotMeasuredYetIsLeftOut() {
    var usages = Map.of(7L, usage(1, 1024));
    var pods = List.of(pod("new", 9), pod("half", 7, 9), pod("stopped"));
    assertThat(new MetricsDocuments("here", pods, usages).podMetrics().getItems()).isEmpty();
  }

  @Test
  void theNodeUsesWhatItsPodsUse() {
    var usages = Map.of(7L, usage(250_000_000, 2048), 8L, usage(1, 1024));
    var node = new MetricsDocuments("here", List.of(), usages).nodeMetrics().getItems().getFirst();
    assertThat(node.getMetadata().getName()).isEqualTo("here");
    assertThat(node.getUsage().values())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("250000001n", "3Ki");
  }

  private static Usage usage(long nanoCores, long bytes) {
    return new Usage(nanoCores, bytes, NOON, Duration.ofSeconds(5));
  }

  private static PodView pod(String name, long... pids) {
    var metadata =
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName(name)
            .addToLabels("app", "web")
            .build();
    var containers =
        LongStream.of(pids)
            .mapToObj(
                pid -> new ContainerView("c" + pid, 0, OptionalLong.of(pid), new ContainerStatus()))
            .toList();
    return new PodView(metadata, new PodFolder(Path.of("unused")), containers);
  }
}

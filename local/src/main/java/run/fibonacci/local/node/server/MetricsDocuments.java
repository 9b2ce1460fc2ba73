package run.fibonacci.local.node.server;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.Duration;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.ContainerMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.NodeMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.NodeMetricsBuilder;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.NodeMetricsList;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.NodeMetricsListBuilder;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetrics;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsBuilder;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsList;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsListBuilder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import run.fibonacci.local.node.pod.PodView;
import run.fibonacci.local.node.pod.PodView.ContainerView;

/// The objects of the API group `metrics.k8s.io/v1beta1`.
///
/// @param node the node's name
/// @param usages by process id
record MetricsDocuments(String node, Collection<PodView> pods, Map<Long, Usage> usages) {
  static final String VERSION = "metrics.k8s.io/v1beta1";

  /// What the group has: the discovery document.
  static APIResourceList resources() {
    return new APIResourceListBuilder()
        .withGroupVersion(VERSION)
        .addToResources(
            resource("nodes", "NodeMetrics", false), resource("pods", "PodMetrics", true))
        .build();
  }

  private static io.fabric8.kubernetes.api.model.APIResource resource(
      String name, String kind, boolean namespaced) {
    return new APIResourceBuilder()
        .withName(name)
        .withSingularName("")
        .withNamespaced(namespaced)
        .withKind(kind)
        .withVerbs("get", "list")
        .build();
  }

  /// The pods all of whose running containers have been measured.
  PodMetricsList podMetrics() {
    return new PodMetricsListBuilder()
        .withItems(pods.stream().flatMap(pod -> metrics(pod).stream()).toList())
        .build();
  }

  private Optional<PodMetrics> metrics(PodView pod) {
    var running = pod.containers().stream().filter(c -> c.pid().isPresent()).toList();
    var measured = running.stream().flatMap(c -> usage(c).stream()).toList();
    if (measured.isEmpty() || measured.size() < running.size()) {
      return Optional.empty();
    }
    // containers are measured one after another; the earliest speaks for the pod
    var first = measured.stream().min(Comparator.comparing(Usage::end)).orElseThrow();
    return Optional.of(
        new PodMetricsBuilder()
            .withNewMetadata()
            .withNamespace(pod.metadata().getNamespace())
            .withName(pod.metadata().getName())
            .withLabels(pod.metadata().getLabels())
            .endMetadata()
            .withTimestamp(first.end().truncatedTo(SECONDS).toString())
            .withWindow(new Duration(first.window()))
            .withContainers(running.stream().map(this::metrics).toList())
            .build());
  }

  private Optional<Usage> usage(ContainerView container) {
    return container.pid().stream().mapToObj(usages::get).flatMap(Stream::ofNullable).findFirst();
  }

  private ContainerMetrics metrics(ContainerView container) {
    return new ContainerMetrics(container.name(), quantities(usage(container).stream().toList()));
  }

  /// The node, as the sum of what its pods use.
  NodeMetricsList nodeMetrics() {
    return new NodeMetricsListBuilder()
        .withItems(
            usages.values().stream()
                .min(Comparator.comparing(Usage::end))
                .map(this::metrics)
                .stream()
                .toList())
        .build();
  }

  private NodeMetrics metrics(Usage first) {
    return new NodeMetricsBuilder()
        .withNewMetadata()
        .withName(node)
        .endMetadata()
        .withTimestamp(first.end().truncatedTo(SECONDS).toString())
        .withWindow(new Duration(first.window()))
        .withUsage(quantities(List.copyOf(usages.values())))
        .build();
  }

  private static Map<String, Quantity> quantities(List<Usage> usages) {
    var nanoCores = usages.stream().mapToLong(Usage::nanoCores).sum();
    var kibibytes = usages.stream().mapToLong(Usage::bytes).sum() / 1024;
    return Map.of("cpu", new Quantity(nanoCores + "n"), "memory", new Quantity(kibibytes + "Ki"));
  }
}

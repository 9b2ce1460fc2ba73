package run.fibonacci.local.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a pod can go to the one node there is. Looked at are the node selector and the requests
/// for CPU and memory; affinity and spreading say nothing where there is one node.
///
/// @param present the pods that the node has, without those that are over
record Fit(Node node, Collection<Pod> present) {
  /// Why it cannot, in the scheduler's words; empty when it can.
  Optional<String> obstacle(Pod pod) {
    if (!selects(pod)) {
      return Optional.of(sentence("node(s) didn't match Pod's node affinity/selector"));
    }
    if (present.size() >= allocatable("pods").intValue()) {
      return Optional.of(sentence("Too many pods"));
    }
    return Stream.of("cpu", "memory")
        .filter(resource -> !hasRoom(pod, resource))
        .findFirst()
        .map(resource -> sentence("Insufficient " + resource));
  }

  private boolean selects(Pod pod) {
    var labels = node.getMetadata().getLabels();
    return labels.entrySet().containsAll(selector(pod).entrySet());
  }

  private static Map<String, String> selector(Pod pod) {
    return Optional.ofNullable(pod.getSpec().getNodeSelector()).orElse(Map.of());
  }

  private boolean hasRoom(Pod pod, String resource) {
    var wanted = requests(pod, resource);
    var taken =
        present.stream().map(p -> requests(p, resource)).reduce(BigDecimal.ZERO, BigDecimal::add);
    // a pod that asks for nothing always has room
    return wanted.signum() == 0 || taken.add(wanted).compareTo(allocatable(resource)) <= 0;
  }

  private BigDecimal allocatable(String resource) {
    return Optional.ofNullable(node.getStatus().getAllocatable().get(resource))
        .map(Quantity::getNumericalAmount)
        .orElse(BigDecimal.ZERO);
  }

  private static BigDecimal requests(Pod pod, String resource) {
    return pod.getSpec().getContainers().stream()
        .map(Container::getResources)
        .flatMap(Stream::ofNullable)
        .map(ResourceRequirements::getRequests)
        .flatMap(requests -> Stream.ofNullable(requests.get(resource)))
        .map(Quantity::getNumericalAmount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String sentence(String reason) {
    return "0/1 nodes are available: 1 " + reason + ".";
  }
}

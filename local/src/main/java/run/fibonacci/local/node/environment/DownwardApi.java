package run.fibonacci.local.node.environment;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The values that a pod may ask for about itself: `fieldRef` and `resourceFieldRef`.
final class DownwardApi {
  private static final Pattern SUBSCRIPT = Pattern.compile("metadata\\.(\\w+)\\['([^']*)'\\]");

  private final PodFacts facts;

  DownwardApi(PodFacts facts) {
    this.facts = facts;
  }

  String field(ObjectFieldSelector selector) throws ConfigProblem {
    var path = selector.getFieldPath();
    var pod = facts.pod();
    return switch (path) {
      case "metadata.name" -> facts.name();
      case "metadata.namespace" -> facts.namespace();
      case "metadata.uid" -> pod.getMetadata().getUid();
      case "status.podIP", "status.podIPs" -> facts.ip();
      case "status.hostIP", "status.hostIPs" -> facts.hostIp();
      case "spec.nodeName" -> pod.getSpec().getNodeName();
      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
      default -> subscripted(path);
    };
  }

  private String subscripted(String path) throws ConfigProblem {
    var match = SUBSCRIPT.matcher(path);
    if (match.matches()) {
      var metadata = facts.pod().getMetadata();
      var key = match.group(2);
      switch (match.group(1)) {
        case "labels" -> {
          return metadata.getLabels().getOrDefault(key, "");
        }
        case "annotations" -> {
          return metadata.getAnnotations().getOrDefault(key, "");
        }
        default -> {}
      }
    }
    throw new ConfigProblem("fieldPath \"" + path + "\" is not supported by this node");
  }

  /// A container's request or limit in units of the divisor, rounded up. Without a limit it is what
  /// the node has, without a request 0.
  String resource(Container self, ResourceFieldSelector selector) throws ConfigProblem {
    var resource = selector.getResource();
    var name = resource.substring(resource.indexOf('.') + 1);
    var resources = containerNamed(self, selector).getResources();
    var amount =
        resource.startsWith("limits.")
            ? limit(resources, name)
            : quantity(resources == null ? null : resources.getRequests(), name);
    var divisor = Optional.ofNullable(selector.getDivisor()).map(Quantity::getNumericalAmount);
    return amount
        .map(Quantity::getNumericalAmount)
        .orElse(BigDecimal.ZERO)
        // a divisor of 0 is how the API server writes an absent one
        .divide(divisor.filter(d -> d.signum() > 0).orElse(BigDecimal.ONE), RoundingMode.CEILING)
        .setScale(0, RoundingMode.CEILING)
        .toPlainString();
  }

  private Container containerNamed(Container self, ResourceFieldSelector selector)
      throws ConfigProblem {
    var name = selector.getContainerName();
    if (name == null || name.equals(self.getName())) {
      return self;
    }
    return facts.pod().getSpec().getContainers().stream()
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new ConfigProblem("container " + name + " not found"));
  }

  private Optional<Quantity> limit(@Nullable ResourceRequirements resources, String name) {
    return quantity(resources == null ? null : resources.getLimits(), name)
        .or(() -> quantity(facts.allocatable(), name));
  }

  private static Optional<Quantity> quantity(
      @Nullable Map<String, Quantity> quantities, String name) {
    return Optional.ofNullable(quantities).map(all -> all.get(name));
  }
}

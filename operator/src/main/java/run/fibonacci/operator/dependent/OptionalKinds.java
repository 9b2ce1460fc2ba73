package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import run.fibonacci.api.v1.FibonacciService;

/// Which of the kinds that not every cluster has this one has, from the API's own list of what it
/// serves: whoever is signed in may read that.
///
/// A kind that is there is taken to stay. One that is missing is looked for once after the start,
/// and then only for services that want it.
public final class OptionalKinds {

  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  private final Clock clock;
  private final Map<Class<?>, Found> found = new ConcurrentHashMap<>();

  private record Found(boolean served, Instant asked) {}

  /// Knows nothing yet.
  public OptionalKinds(Clock clock) {
    this.clock = clock;
  }

  /// What the service wants and cannot have, as a sentence for its owner.
  public Optional<String> missing(FibonacciService service) {
    if (HttpRouteDependent.isIn(service.getSpec()) && !isKnown(HTTPRoute.class)) {
      return Optional.of(
          "spec.gateway needs the Gateway API (gateway.networking.k8s.io/v1), which this cluster"
              + " does not have: install it, or use spec.ingress");
    }
    if (ServiceMonitorDependent.isIn(service.getSpec()) && !isKnown(ServiceMonitor.class)) {
      return Optional.of(
          "spec.monitoring.serviceMonitor needs the Prometheus Operator (monitoring.coreos.com/v1),"
              + " which this cluster does not have: install it, or remove serviceMonitor");
    }
    return Optional.empty();
  }

  boolean has(Class<? extends HasMetadata> kind, boolean wanted, KubernetesClient client) {
    var known = found.get(kind);
    if (known == null || wanted && !known.served && isOld(known)) {
      known = new Found(client.supports(kind), clock.instant());
      found.put(kind, known);
    }
    return known.served;
  }

  private boolean isOld(Found known) {
    return known.asked.plus(ASK_AGAIN).isBefore(clock.instant());
  }

  private boolean isKnown(Class<? extends HasMetadata> kind) {
    var known = found.get(kind);
    return known != null && known.served;
  }
}

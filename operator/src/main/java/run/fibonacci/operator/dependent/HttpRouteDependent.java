package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceSpec;
import run.fibonacci.api.v1.GatewaySettings;
import run.fibonacci.api.v1.GatewaySettings.ParentRef;
import run.fibonacci.operator.OperatorSettings;

/// The HTTPRoute of the Gateway API, where the spec names a Gateway.
@KubernetesDependent(
    informer = @Informer(labelSelector = Labels.OURS, onUpdateFilter = IntentChanged.class))
public final class HttpRouteDependent extends OptionalDependent<HTTPRoute> {

  /// Made anew for each operator.
  public HttpRouteDependent(OperatorSettings settings, OptionalKinds kinds) {
    super(HTTPRoute.class, settings, kinds);
  }

  @Override
  boolean isWanted(FibonacciService service) {
    return isIn(service.getSpec());
  }

  /// Whether the spec names a Gateway.
  static boolean isIn(FibonacciServiceSpec spec) {
    return spec.gateway() != null;
  }

  @Override
  HTTPRoute desired(FibonacciService service, @Nullable HTTPRoute actual) {
    var wanted = requireNonNull(service.getSpec().gateway());
    return marked(
        new HTTPRouteBuilder()
            .withMetadata(metadata(service))
            .withNewSpec()
            .withParentRefs(wanted.parentRefs().stream().map(HttpRouteDependent::parent).toList())
            .withHostnames(hostnames(service, wanted))
            .withRules(rule(service))
            .endSpec()
            .build());
  }

  private List<String> hostnames(FibonacciService service, GatewaySettings wanted) {
    return wanted.hostnames().isEmpty()
        ? settings.hostOf(service).stream().toList()
        : wanted.hostnames();
  }

  private static ParentReference parent(ParentRef parent) {
    return new ParentReferenceBuilder()
        .withName(parent.name())
        .withNamespace(parent.namespace())
        .withSectionName(parent.sectionName())
        .withPort(parent.port())
        .build();
  }

  private static HTTPRouteRule rule(FibonacciService service) {
    var path = ServiceEnvironment.contextPath(service.getSpec());
    return new HTTPRouteRuleBuilder()
        .addNewMatch()
        .withNewPath()
        .withType("PathPrefix")
        .withValue(path.isEmpty() ? "/" : path)
        .endPath()
        .endMatch()
        .addNewBackendRef()
        .withName(service.getMetadata().getName())
        .withPort(ServiceDependent.port(service))
        .endBackendRef()
        .build();
  }
}

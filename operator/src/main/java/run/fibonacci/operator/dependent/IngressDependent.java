package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressRuleValue;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressRuleValueBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLSBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.IngressSettings.Tls;
import run.fibonacci.operator.OperatorSettings;

/// The Ingress, where the spec has one.
@KubernetesDependent(informer = @Informer(labelSelector = Labels.OURS))
public final class IngressDependent extends FibonacciDependent<Ingress> {

  /// Made anew for each operator.
  public IngressDependent(OperatorSettings settings) {
    super(Ingress.class, settings);
  }

  @Override
  boolean isWanted(FibonacciService service) {
    return service.getSpec().ingress() != null;
  }

  @Override
  Ingress desired(FibonacciService service, @Nullable Ingress actual) {
    var wanted = requireNonNull(service.getSpec().ingress());
    var className = Optional.ofNullable(wanted.className()).or(settings::ingressClass);
    var host = host(service);
    return new IngressBuilder()
        .withNewMetadataLike(metadata(service))
        .addToAnnotations(NginxAnnotations.of(service.getSpec()))
        .addToAnnotations(issuer(wanted.tls()))
        .addToAnnotations(wanted.annotations())
        .endMetadata()
        .withNewSpec()
        .withIngressClassName(className.orElse(null))
        .addNewRule()
        .withHost(host.orElse(null))
        .withHttp(route(service, requireNonNullElse(wanted.path(), "/")))
        .endRule()
        .withTls(tls(service, host))
        .endSpec()
        .build();
  }

  /// The host in the spec, else one under the operator's domain, else none: every host.
  private Optional<String> host(FibonacciService service) {
    return Optional.ofNullable(requireNonNull(service.getSpec().ingress()).host())
        .or(() -> settings.hostOf(service));
  }

  private static HTTPIngressRuleValue route(FibonacciService service, String path) {
    return new HTTPIngressRuleValueBuilder()
        .addNewPath()
        .withPath(path)
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(service.getMetadata().getName())
        .withNewPort()
        .withName(DeploymentDependent.HTTP)
        .endPort()
        .endService()
        .endBackend()
        .endPath()
        .build();
  }

  /// What tells cert-manager to fill the Secret (its documentation, "Annotated Ingress resource").
  private static Map<String, String> issuer(@Nullable Tls tls) {
    if (tls == null || tls.issuerRef() == null) {
      return Map.of();
    }
    var kind = requireNonNullElse(tls.issuerRef().kind(), "Issuer");
    var annotation = kind.equals("Issuer") ? "issuer" : "cluster-issuer";
    return Map.of("cert-manager.io/" + annotation, tls.issuerRef().name());
  }

  private static List<IngressTLS> tls(FibonacciService service, Optional<String> host) {
    var tls = requireNonNull(service.getSpec().ingress()).tls();
    if (tls == null) {
      return List.of();
    }
    return List.of(
        new IngressTLSBuilder()
            .withHosts(host.stream().toList())
            .withSecretName(
                requireNonNullElse(tls.secretName(), service.getMetadata().getName() + "-tls"))
            .build());
  }
}

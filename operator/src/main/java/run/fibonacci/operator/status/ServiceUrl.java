package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.dependent.ServiceDependent;

/// Where a service can be called: outside the cluster if it can, else inside.
final class ServiceUrl {

  private ServiceUrl() {}

  static String of(FibonacciService service, Seen seen) {
    return seen.ingress()
        .flatMap(ServiceUrl::outside)
        .or(() -> seen.service().flatMap(balancer -> balanced(service, balancer)))
        .orElseGet(() -> inside(service));
  }

  /// The Ingress' host, else the address that its controller has published; with the port that was
  /// published, if it is an unusual one.
  private static Optional<String> outside(Ingress ingress) {
    var secure = !ingress.getSpec().getTls().isEmpty();
    var rule = ingress.getSpec().getRules().getFirst();
    var published =
        Optional.ofNullable(ingress.getStatus())
            .flatMap(s -> Optional.ofNullable(s.getLoadBalancer()))
            .flatMap(b -> b.getIngress().stream().findFirst());
    var port =
        published.stream()
            .flatMap(p -> p.getPorts().stream())
            .map(p -> p.getPort())
            .findFirst()
            .orElse(secure ? 443 : 80);
    return Optional.ofNullable(rule.getHost())
        .or(() -> published.flatMap(ServiceUrl::address))
        .map(host -> url(secure, host, port) + rule.getHttp().getPaths().getFirst().getPath());
  }

  private static Optional<String> address(IngressLoadBalancerIngress published) {
    return Stream.of(published.getHostname(), published.getIp())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<String> balanced(FibonacciService service, Service balancer) {
    return Optional.ofNullable(balancer.getStatus())
        .flatMap(s -> Optional.ofNullable(s.getLoadBalancer()))
        .flatMap(b -> b.getIngress().stream().findFirst())
        .flatMap(ServiceUrl::address)
        .map(host -> url(false, host, ServiceDependent.port(service)) + "/");
  }

  private static Optional<String> address(LoadBalancerIngress published) {
    return Stream.of(published.getHostname(), published.getIp())
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static String inside(FibonacciService service) {
    var metadata = service.getMetadata();
    var host = metadata.getName() + "." + metadata.getNamespace() + ".svc";
    return url(false, host, ServiceDependent.port(service)) + "/";
  }

  private static String url(boolean secure, String host, int port) {
    var usual = port == (secure ? 443 : 80);
    return (secure ? "https://" : "http://") + host + (usual ? "" : ":" + port);
  }
}

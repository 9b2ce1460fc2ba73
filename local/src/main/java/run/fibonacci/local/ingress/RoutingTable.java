package run.fibonacci.local.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBackend;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// All rules of all Ingresses, and which one a request falls under. The host decides first: a rule
/// that names it, then a wildcard, then one without a host. Among those the exact path wins, then
/// the longest prefix, then the older Ingress.
record RoutingTable(List<Route> routes) {
  private static final Comparator<Route> BEST_PATH =
      Comparator.<Route, Boolean>comparing(Route::exact)
          .thenComparing(route -> route.path().length());

  static RoutingTable of(Collection<Ingress> ingresses) {
    return new RoutingTable(
        ingresses.stream()
            .sorted(Comparator.comparing(i -> i.getMetadata().getCreationTimestamp()))
            .flatMap(RoutingTable::routes)
            .toList());
  }

  private static Stream<Route> routes(Ingress ingress) {
    var namespace = ingress.getMetadata().getNamespace();
    var rules = ingress.getSpec().getRules().stream().flatMap(rule -> routes(namespace, rule));
    var otherwise =
        Stream.ofNullable(ingress.getSpec().getDefaultBackend())
            .flatMap(backend -> route("", "", false, backend(namespace, backend)));
    return Stream.concat(rules, otherwise);
  }

  private static Stream<Route> routes(String namespace, IngressRule rule) {
    var host = Optional.ofNullable(rule.getHost()).orElse("").toLowerCase(Locale.ROOT);
    return Stream.ofNullable(rule.getHttp())
        .flatMap(http -> http.getPaths().stream())
        .flatMap(path -> route(namespace, host, path));
  }

  private static Stream<Route> route(String namespace, String host, HTTPIngressPath path) {
    var exact = path.getPathType().equals("Exact");
    var text = Optional.ofNullable(path.getPath()).orElse("/");
    var wanted = exact && text.length() > 1 ? text : Route.trimmed(text);
    return route(host, wanted, exact, backend(namespace, path.getBackend()));
  }

  private static Stream<Route> route(
      String host, String path, boolean exact, Optional<Backend> backend) {
    return backend.stream().map(to -> new Route(host, path, exact, to));
  }

  /// Empty for a backend that is no Service: there is nothing else to send requests to here.
  private static Optional<Backend> backend(String namespace, IngressBackend backend) {
    return Optional.ofNullable(backend.getService()).map(service -> Backend.of(namespace, service));
  }

  /// Where a request goes.
  ///
  /// @param host as the request has it, with or without a port
  /// @param path decoded
  Optional<Backend> match(String host, String path) {
    var name = host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return Stream.of(Route.HostMatch.NAMED, Route.HostMatch.WILDCARD, Route.HostMatch.ANY)
        .map(match -> routes.stream().filter(route -> route.hostMatch(name) == match).toList())
        .filter(candidates -> !candidates.isEmpty())
        .findFirst()
        .flatMap(candidates -> best(candidates, path))
        .map(Route::backend);
  }

  private static Optional<Route> best(List<Route> candidates, String path) {
    return candidates.stream()
        .filter(route -> route.matchesPath(path))
        // of equals the first stays
        .reduce((best, next) -> BEST_PATH.compare(next, best) > 0 ? next : best);
  }
}

package run.fibonacci.local.ingress;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;
import static java.net.HttpURLConnection.HTTP_UNAVAILABLE;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// Decides where requests go, from what the cluster looked like last. Pods take turns.
final class Routing {
  private final AtomicInteger turn = new AtomicInteger();
  private volatile Snapshot snapshot = new Snapshot(new RoutingTable(List.of()), Map.of());

  private record Snapshot(RoutingTable table, Map<Backend, List<InetSocketAddress>> targets) {}

  /// Takes in how the cluster looks now; from any thread.
  void update(List<Ingress> ingresses, List<Service> services, List<Pod> pods) {
    var table = RoutingTable.of(ingresses);
    var targets = new Targets(services, pods);
    snapshot =
        new Snapshot(
            table,
            table.routes().stream()
                .map(Route::backend)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(backend -> backend, targets::of)));
  }

  /// @param host as the request has it; empty if it has none
  /// @param path decoded
  Decision decide(String host, String path) {
    var current = snapshot;
    return current
        .table()
        .match(host, path)
        .map(backend -> to(backend, current.targets().getOrDefault(backend, List.of())))
        .orElseGet(() ->
            new Decision.Refuse(
                HTTP_NOT_FOUND,
                "no Ingress has a rule for host %s, path %s".formatted(host, path)));
  }

  private Decision to(Backend backend, List<InetSocketAddress> targets) {
    if (targets.isEmpty()) {
      return new Decision.Refuse(HTTP_UNAVAILABLE, "no pod of service " + backend + " is ready");
    }
    var rotated = new ArrayList<>(targets);
    Collections.rotate(rotated, -Math.floorMod(turn.getAndIncrement(), targets.size()));
    return new Decision.Forward(backend, rotated);
  }
}

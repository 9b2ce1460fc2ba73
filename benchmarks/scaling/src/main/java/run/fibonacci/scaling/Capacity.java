package run.fibonacci.scaling;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a steady rate of requests takes.
///
/// @param rate requests a second
/// @param pods of the service, with a core each
/// @param ingressCores of the ingress controller
/// @param nodes for both
/// @param connections of all pods to the database
/// @param databaseCores that the sequences need, as a fraction
/// @param databases that they are spread over
/// @param databaseClass cores of each
/// @param gigabits a second to the callers
/// @param gigabytes the same in a month
record Capacity(
    double rate,
    int pods,
    int ingressCores,
    int nodes,
    int connections,
    double databaseCores,
    int databases,
    int databaseClass,
    double gigabits,
    double gigabytes) {
  private static final double SECONDS_PER_MONTH = 730 * 3600;

  static Capacity of(Inputs inputs, double rate) {
    var pods = Math.max((int) inputs.of("pods.min"), ceil(rate / perPod(inputs)));
    var ingress = Math.max(2, ceil(rate / perIngressCore(inputs)));
    var nodes =
        Math.max((int) inputs.of("nodes.min"), ceil((pods + ingress) / inputs.of("node.pods")));
    var connections = pods * (int) inputs.of("pod.connections");
    var cores = rate * Kind.NEXT.share(inputs) / perDatabaseCore(inputs);
    var classes = inputs.list("database.cores");
    var databases = ceil(cores / classes[classes.length - 1]);
    var each = cores / databases;
    var bytes = rate * mean(inputs, kind -> kind.bytes(inputs));
    return new Capacity(
        rate,
        pods,
        ingress,
        nodes,
        connections,
        cores,
        databases,
        smallest(inputs, classes, each, connections),
        bytes * 8 / 1e9,
        bytes * SECONDS_PER_MONTH / 1e9);
  }

  /// Requests a second of a pod.
  static double perPod(Inputs inputs) {
    return inputs.of("derating")
        * inputs.of("utilisation.pod")
        / mean(inputs, kind -> kind.seconds(inputs));
  }

  static double perIngressCore(Inputs inputs) {
    return inputs.of("ingress.perCore") * inputs.of("utilisation.pod");
  }

  /// Numbers of sequences a second of a database's core.
  static double perDatabaseCore(Inputs inputs) {
    return inputs.of("database.perCore")
        * inputs.of("derating")
        * inputs.of("utilisation.database");
  }

  /// Connections that a database of so many cores has.
  static double connections(Inputs inputs, int cores) {
    return Math.min(
        inputs.of("database.maxConnections"), cores * inputs.of("database.connectionsPerCore"));
  }

  /// Dollars a month for what computes and keeps.
  double machines(Inputs inputs) {
    return inputs.of("price.fixed")
        + nodes * inputs.of("price.node")
        + databases * databaseClass * inputs.of("price.databaseCore");
  }

  /// Dollars a month for what leaves.
  double traffic(Inputs inputs) {
    return gigabytes * (inputs.of("price.egressGB") + inputs.of("price.loadBalancerGB"));
  }

  /// The mean over what callers ask for.
  static double mean(Inputs inputs, ToDoubleFunction<Kind> cost) {
    return Stream.of(Kind.values())
        .mapToDouble(kind -> kind.share(inputs) * cost.applyAsDouble(kind))
        .sum();
  }

  /// Every pod is connected to every database.
  private static int smallest(Inputs inputs, int[] classes, double cores, int connections) {
    return IntStream.of(classes)
        .filter(size -> size >= cores && connections(inputs, size) >= connections)
        .findFirst()
        .orElse(classes[classes.length - 1]);
  }

  private static int ceil(double value) {
    return (int) Math.ceil(value);
  }
}

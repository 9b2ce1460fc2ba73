package run.fibonacci.scaling;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What gives way at some rate when everything else is there in plenty.
///
/// @param what gives way
/// @param rate requests a second, in the assumed mix
record Limit(String what, double rate) {
  private static final int MOST_PODS = 1000;

  /// The first to give way comes first.
  static List<Limit> of(Inputs inputs) {
    var classes = inputs.list("database.cores");
    var largest = classes[classes.length - 1];
    var idempotent = inputs.of("database.perCore.idempotent") / inputs.of("database.perCore");
    var computing = computing(inputs, largest);
    return Stream.of(
            new Limit("processors of the smallest database", computing(inputs, classes[0])),
            new Limit("connections of the smallest database", connected(inputs, classes[0])),
            new Limit("processors of the largest database", computing),
            new Limit(
                "processors of the largest, each call with an Idempotency-Key",
                computing * idempotent),
            new Limit("connections of the largest database", connected(inputs, largest)),
            new Limit("pods in one FibonacciService", MOST_PODS * Capacity.perPod(inputs)))
        .sorted(Comparator.comparingDouble(Limit::rate))
        .toList();
  }

  private static double computing(Inputs inputs, int cores) {
    return cores * Capacity.perDatabaseCore(inputs) / Kind.NEXT.share(inputs);
  }

  private static double connected(Inputs inputs, int cores) {
    return Capacity.connections(inputs, cores)
        / inputs.of("pod.connections")
        * Capacity.perPod(inputs);
  }
}

package run.fibonacci.scaling;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Requests of some kinds, in the proportion that callers send them.
///
/// @param kinds that there are
/// @param inputs what each takes
record Work(List<Kind> kinds, Inputs inputs) implements ToDoubleFunction<SplittableRandom> {
  Work {
    kinds = List.copyOf(kinds);
  }

  /// Seconds of the next request, behind a real network.
  @Override
  public double applyAsDouble(SplittableRandom random) {
    var left = random.nextDouble() * share();
    for (var kind : kinds) {
      left -= kind.share(inputs);
      if (left < 0) {
        return seconds(kind);
      }
    }
    return seconds(kinds.getLast());
  }

  double mean() {
    return kinds.stream().mapToDouble(kind -> kind.share(inputs) * seconds(kind)).sum() / share();
  }

  private double share() {
    return kinds.stream().mapToDouble(kind -> kind.share(inputs)).sum();
  }

  private double seconds(Kind kind) {
    return kind.seconds(inputs) / inputs.of("derating");
  }
}

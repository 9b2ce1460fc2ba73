package run.fibonacci.service.arithmetic.fourier;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The transforms of all sizes, each made when it is first asked for and kept: their tables take
/// about 5 bytes per point of the largest. Safe for use by many threads at once.
public final class Transforms {
  private static final int[] RADICES = {1, 2, 3, 6};
  private static final int MAX_LEVELS = 12;

  private final Map<Integer, Transform> bySize = new ConcurrentHashMap<>();
  private final Map<Double, Twiddles> byRoot = new ConcurrentHashMap<>();

  /// The smallest transform that holds a product of so many real values.
  public Transform forReals(int reals) {
    int points = (reals + 1) / 2;
    int levels = 1;
    while (levels < MAX_LEVELS && 6L << (2 * levels) < points) {
      levels++;
    }
    // The next size up may be smaller with one level more and a lower radix: 4 * 4^k < 6 * 4^k.
    Shape best = new Shape(6, levels);
    for (int more = 0; more <= 1; more++) {
      for (int radix : RADICES) {
        Shape shape = new Shape(radix, levels + more);
        if (shape.size() >= points && shape.size() < best.size()) {
          best = shape;
        }
      }
    }
    Shape shape = best;
    return bySize.computeIfAbsent(shape.size(), size -> make(shape));
  }

  private record Shape(int radix, int levels) {
    int size() {
      return radix << (2 * levels);
    }
  }

  private Transform make(Shape shape) {
    double[] turns = Transform.rootTurns(shape.radix);
    var tables = new Twiddles[turns.length];
    for (int i = 0; i < turns.length; i++) {
      tables[i] = byRoot.merge(turns[i], Twiddles.of(turns[i], shape.levels), Twiddles::deeper);
    }
    return new Transform(shape.radix, shape.levels, tables);
  }
}

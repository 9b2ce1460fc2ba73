package run.fibonacci.service.arithmetic.fourier;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The transforms of all sizes, each made when it is first asked for and kept: their tables take
/// about 5 bytes per point of the largest. Safe for use by many threads at once.
public final class Transforms {
  private static final int MAX_LEVELS = 13;
  private static final Shape[] SHAPES = shapes();

  private final AtomicReferenceArray<@Nullable Transform> transforms =
      new AtomicReferenceArray<>(SHAPES.length);
  private final Map<Double, Twiddles> byRoot = new ConcurrentHashMap<>();

  private record Shape(int radix, int levels) {
    int size() {
      return radix << (2 * levels);
    }
  }

  /// All shapes that are to be had, by size.
  private static Shape[] shapes() {
    return IntStream.rangeClosed(1, MAX_LEVELS)
        .boxed()
        .flatMap(levels -> IntStream.of(1, 2, 3, 6).mapToObj(radix -> new Shape(radix, levels)))
        .sorted(Comparator.comparingInt(Shape::size))
        .toArray(Shape[]::new);
  }

  /// The smallest transform that holds a product of so many real values.
  public Transform forReals(int reals) {
    int points = Math.ceilDiv(reals, 2);
    int i = 0;
    while (SHAPES[i].size() < points) {
      i++;
    }
    Transform known = transforms.get(i);
    if (known != null) {
      return known;
    }
    Transform made = make(SHAPES[i]);
    transforms.set(i, made);
    return made;
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

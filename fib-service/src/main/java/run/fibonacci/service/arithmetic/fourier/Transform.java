package run.fibonacci.service.arithmetic.fourier;

/// A Fourier transform that multiplies polynomials modulo x^M - i, where M is 1, 2, 3 or 6 times a
/// power of four. Its points come out in an order of their own, which pointwise products do not
/// mind.
///
/// Modulo x^M - i, M complex points hold 2M real values without any folding back onto each other
/// ("right-angle convolution": Crandall and Pomerance, Prime Numbers, 9.5.2). Sizes between the
/// powers of four keep the padding below one half.
public final class Transform {
  /// Blocks of 4^6 points (64 KiB) stay in the cache: below, level by level; above, block by block.
  private static final int CACHED_LEVELS = 6;

  private final int radix;
  private final int levels;
  private final Twiddles[] tables;

  /// @param radix 1, 2, 3 or 6
  /// @param levels how many radix-4 levels follow
  /// @param tables the table of each of the `radix` parts, at least as deep
  Transform(int radix, int levels, Twiddles[] tables) {
    this.radix = radix;
    this.levels = levels;
    this.tables = tables;
  }

  /// The angles of the roots into which a radix splits x^M - i, in turns.
  static double[] rootTurns(int radix) {
    return switch (radix) {
      case 1 -> new double[] {6 / 24.0};
      case 2 -> new double[] {3 / 24.0, 15 / 24.0};
      case 3 -> new double[] {2 / 24.0, 10 / 24.0, 18 / 24.0};
      case 6 -> new double[] {1 / 24.0, 13 / 24.0, 5 / 24.0, 17 / 24.0, 9 / 24.0, 21 / 24.0};
      default -> throw new IllegalArgumentException("radix " + radix + " is none of 1, 2, 3, 6");
    };
  }

  /// How many points it takes: M.
  public int size() {
    return radix * part();
  }

  private int part() {
    return 1 << (2 * levels);
  }

  /// Transforms the first [#size] points in place.
  public void forward(Signal signal) {
    switch (radix) {
      case 2 -> SmallSplit.split2(signal, 0, part(), 3 / 24.0);
      case 3 -> SmallSplit.split3(signal, part());
      case 6 -> {
        SmallSplit.split3(signal, 2 * part());
        for (int third = 0; third < 3; third++) {
          SmallSplit.split2(signal, 2 * third * part(), part(), (1 + 4 * third) / 24.0);
        }
      }
      default -> {}
    }
    for (int i = 0; i < radix; i++) {
      split(signal, new Block(tables[i], i * part(), levels, 0, 0));
    }
  }

  /// Undoes [#forward], but for a factor of [#size].
  public void inverse(Signal signal) {
    for (int i = 0; i < radix; i++) {
      merge(signal, new Block(tables[i], i * part(), levels, 0, 0));
    }
    switch (radix) {
      case 2 -> SmallSplit.merge2(signal, 0, part(), 3 / 24.0);
      case 3 -> SmallSplit.merge3(signal, part());
      case 6 -> {
        for (int third = 0; third < 3; third++) {
          SmallSplit.merge2(signal, 2 * third * part(), part(), (1 + 4 * third) / 24.0);
        }
        SmallSplit.merge3(signal, 2 * part());
      }
      default -> {}
    }
  }

  /// Part of a signal that has `levels` radix-4 levels still to go.
  ///
  /// @param start its first point
  /// @param depth its level in the table
  /// @param node its place in that level
  private record Block(Twiddles table, int start, int levels, int depth, int node) {
    Block child(int index) {
      int quarter = 1 << (2 * (levels - 1));
      return new Block(table, start + index * quarter, levels - 1, depth + 1, 4 * node + index);
    }
  }

  private static void split(Signal signal, Block block) {
    Cancellation.check();
    if (block.levels > CACHED_LEVELS) {
      splitLevel(signal, block, 0);
      for (int i = 0; i < 4; i++) {
        split(signal, block.child(i));
      }
    } else {
      for (int level = 0; level < block.levels; level++) {
        splitLevel(signal, block, level);
      }
    }
  }

  private static void merge(Signal signal, Block block) {
    Cancellation.check();
    if (block.levels > CACHED_LEVELS) {
      for (int i = 0; i < 4; i++) {
        merge(signal, block.child(i));
      }
      mergeLevel(signal, block, 0);
    } else {
      for (int level = block.levels - 1; level >= 0; level--) {
        mergeLevel(signal, block, level);
      }
    }
  }

  private static void splitLevel(Signal signal, Block block, int level) {
    int quarter = 1 << (2 * (block.levels - level - 1));
    int first = Twiddles.firstNode(block.depth + level) + (block.node << (2 * level));
    FourSplit.split(signal, block.start, quarter, 1 << (2 * level), block.table, first);
  }

  private static void mergeLevel(Signal signal, Block block, int level) {
    int quarter = 1 << (2 * (block.levels - level - 1));
    int first = Twiddles.firstNode(block.depth + level) + (block.node << (2 * level));
    FourSplit.merge(signal, block.start, quarter, 1 << (2 * level), block.table, first);
  }
}

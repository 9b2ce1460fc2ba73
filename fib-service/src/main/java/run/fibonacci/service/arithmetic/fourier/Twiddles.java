package run.fibonacci.service.arithmetic.fourier;

/// The factors w of all radix-4 steps below one root, level by level: a node's four children follow
/// each other, so that a transform reads the table forwards. A deeper table begins with a shallower
/// one.
///
/// @param cos the real parts
/// @param sin the imaginary parts
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
record Twiddles(double[] cos, double[] sin) {
  /// The table for a polynomial modulo x^m - e^(2πi turn), with so many levels.
  static Twiddles of(double turn, int levels) {
    int nodes = firstNode(levels);
    var table = new Twiddles(new double[nodes], new double[nodes]);
    double[] turns = {turn};
    for (int level = 0; level < levels; level++) {
      int first = firstNode(level);
      for (int node = 0; node < turns.length; node++) {
        double angle = 2 * Math.PI * (turns[node] / 4);
        table.cos[first + node] = Math.cos(angle);
        table.sin[first + node] = Math.sin(angle);
      }
      turns = children(turns);
    }
    return table;
  }

  Twiddles deeper(Twiddles other) {
    return other.cos.length > cos.length ? other : this;
  }

  /// The position of a level's first node: the number of all nodes above it.
  static int firstNode(int level) {
    return (int) (((1L << (2 * level)) - 1) / 3);
  }

  /// The fourth roots w, iw, -w, -iw of each node: its angle divided by four, plus quarter turns.
  private static double[] children(double[] turns) {
    double[] children = new double[4 * turns.length];
    for (int i = 0; i < children.length; i++) {
      children[i] = (turns[i / 4] + i % 4) / 4;
    }
    return children;
  }
}

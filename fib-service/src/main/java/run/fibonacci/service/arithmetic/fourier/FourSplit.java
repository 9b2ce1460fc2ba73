package run.fibonacci.service.arithmetic.fourier;

/// The step of radix 4, of which a transform mainly consists.
final class FourSplit {
  private FourSplit() {}

  /// Splits polynomials modulo x^4q - w^4, one after another from `start` on, each into its
  /// residues modulo x^q - w, x^q - iw, x^q + w and x^q + iw, in this order.
  ///
  /// @param quarter q
  /// @param count how many polynomials
  /// @param table the factors w, from `first` on
  static void split(Signal signal, int start, int quarter, int count, Twiddles table, int first) {
    if (quarter == 1) {
      splitPoints(signal, start, count, table, first);
      return;
    }
    for (int i = 0; i < count; i++) {
      split(signal, start + 4 * quarter * i, quarter, Powers.of(table, first + i));
    }
  }

  private static void split(Signal signal, int start, int quarter, Powers w) {
    double[] x = signal.re();
    double[] y = signal.im();
    for (int j = start; j < start + quarter; j++) {
      split(x, y, j, quarter, w);
    }
  }

  /// In one loop: the way into a loop would be longer than its only step.
  private static void splitPoints(Signal signal, int start, int count, Twiddles table, int first) {
    double[] x = signal.re();
    double[] y = signal.im();
    for (int i = 0; i < count; i++) {
      split(x, y, start + 4 * i, 1, Powers.of(table, first + i));
    }
  }

  private static void split(double[] x, double[] y, int j, int quarter, Powers w) {
    int k = j + quarter;
    int l = k + quarter;
    int m = l + quarter;
    double bRe = x[k] * w.cos - y[k] * w.sin;
    double bIm = x[k] * w.sin + y[k] * w.cos;
    double cRe = x[l] * w.cos2 - y[l] * w.sin2;
    double cIm = x[l] * w.sin2 + y[l] * w.cos2;
    double dRe = x[m] * w.cos3 - y[m] * w.sin3;
    double dIm = x[m] * w.sin3 + y[m] * w.cos3;
    double evenRe = x[j] + cRe;
    double evenIm = y[j] + cIm;
    double oddRe = x[j] - cRe;
    double oddIm = y[j] - cIm;
    x[j] = evenRe + (bRe + dRe);
    y[j] = evenIm + (bIm + dIm);
    x[k] = oddRe - (bIm - dIm);
    y[k] = oddIm + (bRe - dRe);
    x[l] = evenRe - (bRe + dRe);
    y[l] = evenIm - (bIm + dIm);
    x[m] = oddRe + (bIm - dIm);
    y[m] = oddIm - (bRe - dRe);
  }

  /// Undoes [#split], but for a factor of four.
  static void merge(Signal signal, int start, int quarter, int count, Twiddles table, int first) {
    if (quarter == 1) {
      mergePoints(signal, start, count, table, first);
      return;
    }
    for (int i = 0; i < count; i++) {
      merge(signal, start + 4 * quarter * i, quarter, Powers.of(table, first + i));
    }
  }

  private static void merge(Signal signal, int start, int quarter, Powers w) {
    double[] x = signal.re();
    double[] y = signal.im();
    for (int j = start; j < start + quarter; j++) {
      merge(x, y, j, quarter, w);
    }
  }

  private static void mergePoints(Signal signal, int start, int count, Twiddles table, int first) {
    double[] x = signal.re();
    double[] y = signal.im();
    for (int i = 0; i < count; i++) {
      merge(x, y, start + 4 * i, 1, Powers.of(table, first + i));
    }
  }

  private static void merge(double[] x, double[] y, int j, int quarter, Powers w) {
    int k = j + quarter;
    int l = k + quarter;
    int m = l + quarter;
    double evenRe = x[j] + x[l];
    double evenIm = y[j] + y[l];
    double oddRe = x[j] - x[l];
    double oddIm = y[j] - y[l];
    double bRe = oddRe + (y[k] - y[m]);
    double bIm = oddIm - (x[k] - x[m]);
    double cRe = evenRe - (x[k] + x[m]);
    double cIm = evenIm - (y[k] + y[m]);
    double dRe = oddRe - (y[k] - y[m]);
    double dIm = oddIm + (x[k] - x[m]);
    x[j] = evenRe + (x[k] + x[m]);
    y[j] = evenIm + (y[k] + y[m]);
    x[k] = bRe * w.cos + bIm * w.sin;
    y[k] = bIm * w.cos - bRe * w.sin;
    x[l] = cRe * w.cos2 + cIm * w.sin2;
    y[l] = cIm * w.cos2 - cRe * w.sin2;
    x[m] = dRe * w.cos3 + dIm * w.sin3;
    y[m] = dIm * w.cos3 - dRe * w.sin3;
  }

  /// A factor w, its square and its cube.
  private record Powers(
      double cos, double sin, double cos2, double sin2, double cos3, double sin3) {
    static Powers of(Twiddles table, int node) {
      double cos = table.cos()[node];
      double sin = table.sin()[node];
      double cos2 = cos * cos - sin * sin;
      double sin2 = 2 * cos * sin;
      return new Powers(cos, sin, cos2, sin2, cos * cos2 - sin * sin2, cos * sin2 + sin * cos2);
    }
  }
}

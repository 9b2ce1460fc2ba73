package run.fibonacci.service.arithmetic.fourier;

/// The steps of radix 2 and 3, of which a transform takes at most one each, at the root.
final class SmallSplit {
  private static final double SQRT3_HALF = Math.sqrt(3) / 2;

  private SmallSplit() {}

  /// Splits modulo x^2h - w^2 into the residues modulo x^h - w and x^h + w, each `half` points
  /// long.
  ///
  /// @param turn the angle of w, in turns
  static void split2(Signal signal, int start, int half, double turn) {
    double[] x = signal.re();
    double[] y = signal.im();
    double cos = Math.cos(2 * Math.PI * turn);
    double sin = Math.sin(2 * Math.PI * turn);
    for (int j = start, k = start + half; j < start + half; j++, k++) {
      double re = x[k] * cos - y[k] * sin;
      double im = x[k] * sin + y[k] * cos;
      x[k] = x[j] - re;
      y[k] = y[j] - im;
      x[j] += re;
      y[j] += im;
    }
  }

  /// Undoes [#split2], but for a factor of two.
  static void merge2(Signal signal, int start, int half, double turn) {
    double[] x = signal.re();
    double[] y = signal.im();
    double cos = Math.cos(2 * Math.PI * turn);
    double sin = Math.sin(2 * Math.PI * turn);
    for (int j = start, k = start + half; j < start + half; j++, k++) {
      double re = x[j] - x[k];
      double im = y[j] - y[k];
      x[j] += x[k];
      y[j] += y[k];
      x[k] = re * cos + im * sin;
      y[k] = im * cos - re * sin;
    }
  }

  /// Splits modulo x^3t - i into the residues modulo x^t - w, where w is the cube roots of i: those
  /// at 1/12, 5/12 and 9/12 of a turn, in this order, each `third` points long.
  static void split3(Signal signal, int third) {
    double[] x = signal.re();
    double[] y = signal.im();
    double cos = SQRT3_HALF;
    double sin = 0.5;
    double cos2 = 0.5;
    double sin2 = SQRT3_HALF;
    for (int j = 0, k = third, l = 2 * third; j < third; j++, k++, l++) {
      double bRe = x[k] * cos - y[k] * sin;
      double bIm = x[k] * sin + y[k] * cos;
      double cRe = x[l] * cos2 - y[l] * sin2;
      double cIm = x[l] * sin2 + y[l] * cos2;
      double middleRe = x[j] - 0.5 * (bRe + cRe);
      double middleIm = y[j] - 0.5 * (bIm + cIm);
      double sideRe = (bRe - cRe) * SQRT3_HALF;
      double sideIm = (bIm - cIm) * SQRT3_HALF;
      x[j] += bRe + cRe;
      y[j] += bIm + cIm;
      x[k] = middleRe - sideIm;
      y[k] = middleIm + sideRe;
      x[l] = middleRe + sideIm;
      y[l] = middleIm - sideRe;
    }
  }

  /// Undoes [#split3], but for a factor of three.
  static void merge3(Signal signal, int third) {
    double[] x = signal.re();
    double[] y = signal.im();
    double cos = SQRT3_HALF;
    double sin = 0.5;
    double cos2 = 0.5;
    double sin2 = SQRT3_HALF;
    for (int j = 0, k = third, l = 2 * third; j < third; j++, k++, l++) {
      double middleRe = x[j] - 0.5 * (x[k] + x[l]);
      double middleIm = y[j] - 0.5 * (y[k] + y[l]);
      double sideRe = (x[k] - x[l]) * SQRT3_HALF;
      double sideIm = (y[k] - y[l]) * SQRT3_HALF;
      x[j] += x[k] + x[l];
      y[j] += y[k] + y[l];
      double bRe = middleRe + sideIm;
      double bIm = middleIm - sideRe;
      double cRe = middleRe - sideIm;
      double cIm = middleIm + sideRe;
      x[k] = bRe * cos + bIm * sin;
      y[k] = bIm * cos - bRe * sin;
      x[l] = cRe * cos2 + cIm * sin2;
      y[l] = cIm * cos2 - cRe * sin2;
    }
  }
}

package run.fibonacci.service.arithmetic.fourier;

/// Complex points in two arrays, and the steps of a transform that work on them in place.
///
/// @param re the real parts
/// @param im the imaginary parts, as many
@SuppressWarnings("ArrayRecordComponent") // a buffer that its owner fills, not a value to compare
public record Signal(double[] re, double[] im) {
  /// Room for so many points, all zero.
  public Signal(int capacity) {
    this(new double[capacity], new double[capacity]);
  }

  /// How many points there is room for.
  public int capacity() {
    return re.length;
  }

  /// Multiplies the first `size` points with those of another signal and divides by `size`, which
  /// an inverse transform leaves to be done.
  public void multiply(Signal other, int size) {
    double scale = 1.0 / size;
    for (int j = 0; j < size; j++) {
      double a = re[j] * scale;
      double b = im[j] * scale;
      double c = other.re[j];
      double d = other.im[j];
      re[j] = a * c - b * d;
      im[j] = a * d + b * c;
    }
  }

  /// As [#multiply], and turns the other signal into its own square.
  public void multiplyAndSquare(Signal other, int size) {
    double scale = 1.0 / size;
    for (int j = 0; j < size; j++) {
      double a = re[j];
      double b = im[j];
      double c = other.re[j];
      double d = other.im[j];
      double scaledC = c * scale;
      double scaledD = d * scale;
      re[j] = a * scaledC - b * scaledD;
      im[j] = a * scaledD + b * scaledC;
      other.re[j] = c * scaledC - d * scaledD;
      other.im[j] = 2 * c * scaledD;
    }
  }

  /// Splits a polynomial modulo x^4q - w^4 into its residues modulo x^q - w, x^q - iw, x^q + w and
  /// x^q + iw, in this order, each `quarter` points long from `start` on.
  ///
  /// @param cos the real part of w
  /// @param sin the imaginary part of w
  void split4(int start, int quarter, double cos, double sin) {
    double[] x = re;
    double[] y = im;
    double cos2 = cos * cos - sin * sin;
    double sin2 = 2 * cos * sin;
    double cos3 = cos * cos2 - sin * sin2;
    double sin3 = cos * sin2 + sin * cos2;
    for (int j = start; j < start + quarter; j++) {
      int k = j + quarter;
      int l = k + quarter;
      int m = l + quarter;
      double bRe = x[k] * cos - y[k] * sin;
      double bIm = x[k] * sin + y[k] * cos;
      double cRe = x[l] * cos2 - y[l] * sin2;
      double cIm = x[l] * sin2 + y[l] * cos2;
      double dRe = x[m] * cos3 - y[m] * sin3;
      double dIm = x[m] * sin3 + y[m] * cos3;
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
  }

  /// Undoes [#split4], but for a factor of four.
  void merge4(int start, int quarter, double cos, double sin) {
    double[] x = re;
    double[] y = im;
    double cos2 = cos * cos - sin * sin;
    double sin2 = 2 * cos * sin;
    double cos3 = cos * cos2 - sin * sin2;
    double sin3 = cos * sin2 + sin * cos2;
    for (int j = start; j < start + quarter; j++) {
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
      x[k] = bRe * cos + bIm * sin;
      y[k] = bIm * cos - bRe * sin;
      x[l] = cRe * cos2 + cIm * sin2;
      y[l] = cIm * cos2 - cRe * sin2;
      x[m] = dRe * cos3 + dIm * sin3;
      y[m] = dIm * cos3 - dRe * sin3;
    }
  }
}

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
}

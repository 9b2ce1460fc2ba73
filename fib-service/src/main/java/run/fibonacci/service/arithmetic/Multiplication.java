package run.fibonacci.service.arithmetic;

import run.fibonacci.service.arithmetic.fourier.Signal;
import run.fibonacci.service.arithmetic.fourier.Transform;
import run.fibonacci.service.arithmetic.fourier.Transforms;

/// Multiplies numbers of any length: short ones by columns, long ones by Fourier transform. One
/// object serves one computation: it keeps the arrays of the transform from one product to the
/// next.
final class Multiplication {
  /// Up to so many limbs, columns are quicker (measured).
  static final int COLUMN_LIMBS = 80;

  private static final Signal NONE = new Signal(0);

  private final Transforms transforms;
  private Signal first = NONE;
  private Signal second = NONE;

  Multiplication(Transforms transforms) {
    this.transforms = transforms;
  }

  /// `x * y`.
  Limbs product(Limbs x, Limbs y) {
    if (Math.min(x.length, y.length) <= COLUMN_LIMBS) {
      return ColumnProduct.multiply(x, y);
    }
    Transform transform = prepare(x.length + y.length);
    transformed(transform, x, first);
    transformed(transform, y, second);
    first.multiply(second, transform.size());
    transform.inverse(first);
    return DigitSignal.read(first, transform.size(), x.length + y.length);
  }

  /// `x * y` and `y * y`, with four transforms instead of five.
  Products productAndSquare(Limbs x, Limbs y) {
    if (Math.max(x.length, y.length) <= COLUMN_LIMBS) {
      return new Products(ColumnProduct.multiply(x, y), ColumnProduct.square(y));
    }
    Transform transform = prepare(2 * Math.max(x.length, y.length));
    transformed(transform, x, first);
    transformed(transform, y, second);
    first.multiplyAndSquare(second, transform.size());
    transform.inverse(first);
    transform.inverse(second);
    return new Products(
        DigitSignal.read(first, transform.size(), x.length + y.length),
        DigitSignal.read(second, transform.size(), 2 * y.length));
  }

  /// What [#productAndSquare] gives.
  record Products(Limbs product, Limbs square) {}

  /// The transform for a result of so many limbs, with the arrays grown to its size.
  private Transform prepare(int limbs) {
    Transform transform = transforms.forReals(DigitSignal.PER_LIMB * limbs + 1);
    if (first.capacity() < transform.size()) {
      first = new Signal(transform.size());
      second = new Signal(transform.size());
    }
    return transform;
  }

  private static void transformed(Transform transform, Limbs number, Signal signal) {
    DigitSignal.write(number, signal, transform.size());
    transform.forward(signal);
  }
}

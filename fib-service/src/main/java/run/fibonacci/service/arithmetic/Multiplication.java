package run.fibonacci.service.arithmetic;

import java.util.concurrent.ForkJoinTask;
import run.fibonacci.service.arithmetic.fourier.Signal;
import run.fibonacci.service.arithmetic.fourier.Transform;
import run.fibonacci.service.arithmetic.fourier.Transforms;

/// Multiplies numbers of any length: short ones by columns, long ones by Fourier transform. One
/// object serves one computation: it keeps the arrays of the transform from one product to the
/// next.
///
/// Two long transforms go side by side where there is another core: the common pool takes one of
/// them, unless it has not begun with it when the other one is done.
final class Multiplication {
  /// Up to so many limbs, columns are quicker (measured).
  static final int COLUMN_LIMBS = 80;

  /// From so many points on, a transform takes long enough to be handed over.
  private static final int WORTH_SHARING = 1 << 12;

  private static final boolean ALONE = Runtime.getRuntime().availableProcessors() == 1;

  private static final Signal NONE = new Signal(0);

  private final Transforms transforms;
  private Signal first = NONE;
  private Signal second = NONE;

  private final int longest;

  /// @param longest how many limbs the longest product will have
  Multiplication(Transforms transforms, int longest) {
    this.transforms = transforms;
    this.longest = longest;
  }

  /// `x * y`.
  Limbs product(Limbs x, Limbs y) {
    if (Math.min(x.length, y.length) <= COLUMN_LIMBS) {
      return ColumnProduct.multiply(x, y);
    }
    Transform transform = prepare(x.length + y.length);
    forward(transform, x, y);
    first.multiply(second, transform.size());
    return inverse(transform, first, x.length + y.length);
  }

  /// `x * y` and `y * y`, with four transforms instead of five.
  Products productAndSquare(Limbs x, Limbs y) {
    if (Math.max(x.length, y.length) <= COLUMN_LIMBS) {
      return new Products(ColumnProduct.multiply(x, y), ColumnProduct.square(y));
    }
    Transform transform = prepare(2 * Math.max(x.length, y.length));
    forward(transform, x, y);
    first.multiplyAndSquare(second, transform.size());
    var products = new Limbs[2];
    both(
        transform,
        () -> products[0] = inverse(transform, first, x.length + y.length),
        () -> products[1] = inverse(transform, second, 2 * y.length));
    return new Products(products[0], products[1]);
  }

  /// What [#productAndSquare] gives.
  record Products(Limbs product, Limbs square) {}

  /// The transform for a result of so many limbs, with the arrays grown to its size.
  private Transform prepare(int limbs) {
    Transform transform = transformOf(limbs);
    if (first.capacity() < transform.size()) {
      int capacity = Math.max(transform.size(), transformOf(longest).size());
      first = new Signal(capacity);
      second = new Signal(capacity);
    }
    return transform;
  }

  private Transform transformOf(int limbs) {
    return transforms.forReals(DigitSignal.PER_LIMB * limbs + 1);
  }

  private void forward(Transform transform, Limbs x, Limbs y) {
    both(transform, () -> forward(transform, x, first), () -> forward(transform, y, second));
  }

  private static void forward(Transform transform, Limbs number, Signal signal) {
    DigitSignal.write(number, signal, transform.size());
    transform.forward(signal);
  }

  private static Limbs inverse(Transform transform, Signal signal, int limbs) {
    transform.inverse(signal);
    return DigitSignal.read(signal, transform.size(), limbs);
  }

  private static void both(Transform transform, Runnable one, Runnable other) {
    if (ALONE || transform.size() < WORTH_SHARING) {
      one.run();
      other.run();
      return;
    }
    ForkJoinTask<?> forked = ForkJoinTask.adapt(atThisPriority(other)).fork();
    try {
      one.run();
    } finally {
      // Also when this one was cancelled: the arrays are in use until then.
      forked.join();
    }
  }

  /// The same, with no better claim to a core than the thread that it is done for. A thread of the
  /// pool stays like that: to be raised again takes a privilege.
  private static Runnable atThisPriority(Runnable work) {
    int priority = Thread.currentThread().getPriority();
    return () -> {
      Thread.currentThread().setPriority(priority);
      work.run();
    };
  }
}

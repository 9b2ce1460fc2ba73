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
  static final int COLUMN_LIMBS = 60;

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
    Method method = prepare(x.length, y.length);
    forward(method, x, y);
    first.multiply(second, method.size());
    return method.inverse(first, x.length + y.length);
  }

  /// `x * y` and `y * y`, with four transforms instead of five.
  Products productAndSquare(Limbs x, Limbs y) {
    if (Math.max(x.length, y.length) <= COLUMN_LIMBS) {
      return new Products(ColumnProduct.multiply(x, y), ColumnProduct.square(y));
    }
    int longer = Math.max(x.length, y.length);
    Method method = prepare(longer, longer);
    forward(method, x, y);
    first.multiplyAndSquare(second, method.size());
    var products = new Limbs[2];
    both(
        method,
        () -> products[0] = method.inverse(first, x.length + y.length),
        () -> products[1] = method.inverse(second, 2 * y.length));
    return new Products(products[0], products[1]);
  }

  /// What [#productAndSquare] gives.
  record Products(Limbs product, Limbs square) {}

  /// How a product is made: with so many digits to a value, by a transform of such a size.
  private record Method(Packing packing, Transform transform) {
    int size() {
      return transform.size();
    }

    void forward(Limbs number, Signal signal) {
      new DigitSignal(packing, signal, size()).write(number);
      transform.forward(signal);
    }

    Limbs inverse(Signal signal, int limbs) {
      transform.inverse(signal);
      return new DigitSignal(packing, signal, size()).read(limbs);
    }
  }

  /// The method for factors of so many limbs, with the arrays grown to its size.
  private Method prepare(int limbs, int otherLimbs) {
    Method method = methodFor(limbs, otherLimbs);
    if (first.capacity() < method.size()) {
      int half = longest / 2 + 1;
      int capacity = Math.max(method.size(), methodFor(half, half).size());
      first = new Signal(capacity);
      second = new Signal(capacity);
    }
    return method;
  }

  private Method methodFor(int limbs, int otherLimbs) {
    Packing packing = Packing.of(limbs, otherLimbs);
    int values = packing.valuesOfProduct(limbs, otherLimbs);
    return new Method(packing, transforms.forReals(values));
  }

  private void forward(Method method, Limbs x, Limbs y) {
    both(method, () -> method.forward(x, first), () -> method.forward(y, second));
  }

  private static void both(Method method, Runnable one, Runnable other) {
    if (ALONE || method.size() < WORTH_SHARING) {
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

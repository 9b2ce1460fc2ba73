package run.fibonacci.operator.dependent;

/// The FibonacciService is deleted, and the watch has not said so yet. What would be made for it
/// now, the garbage collector would have to find and take away again.
public final class ServiceGoneException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ServiceGoneException() {
    super("the FibonacciService is deleted");
  }
}

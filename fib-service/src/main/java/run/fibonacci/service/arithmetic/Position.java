package run.fibonacci.service.arithmetic;

/// Where a number stands among the Fibonacci numbers.
public sealed interface Position {
  /// It is F(index). Of several indices this is the smallest that is not negative, if there is one:
  /// 1 is F(1), and -1 is F(-2).
  record At(long index) implements Position {}

  /// It is none: it lies between F(below) and F(above), and nothing else does.
  record Between(long below, long above) implements Position {}
}

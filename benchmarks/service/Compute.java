import java.util.Iterator;
import java.util.function.LongFunction;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.arithmetic.Fibonacci;

/// F(n) in decimal, by the service's arithmetic and by BigInteger, and all of F(1) to F(n). Usage:
/// `Compute ours|biginteger|range N MILLISECONDS`; prints nanoseconds and a digest of the digits.
final class Compute {
  private static final Fibonacci FIBONACCI = new Fibonacci();

  public static void main(String[] arguments) {
    LongFunction<byte[]> work =
        switch (arguments[0]) {
          case "ours" -> n -> FIBONACCI.number(n).toAscii();
          case "biginteger" -> n -> Fibonacci.binary(n).toString().getBytes();
          case "range" -> Compute::range;
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    long n = Long.parseLong(arguments[1]);
    long budget = Long.parseLong(arguments[2]) * 1_000_000;
    // Half of the time for the compiler.
    best(work, n, budget / 2);
    System.out.printf("%.0f %016x%n", best(work, n, budget / 2), digest(work.apply(n)));
  }

  private static double best(LongFunction<byte[]> work, long n, long budget) {
    int repeats = n <= 1_000 ? 1_000 : n <= 10_000 ? 100 : n <= 100_000 ? 5 : 1;
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + budget;
    for (int round = 0; round < 3 || System.nanoTime() < end; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < repeats; i++) {
        work.apply(n);
      }
      best = Math.min(best, (System.nanoTime() - start) / (double) repeats);
    }
    return best;
  }

  private static byte[] range(long n) {
    byte[] all = new byte[(int) Fibonacci.digits(1, n) + 20 * (int) n];
    int length = 0;
    for (Iterator<Decimal> numbers = FIBONACCI.range(1, n); numbers.hasNext(); ) {
      length = numbers.next().reader().read(all, length);
      all[length++] = '\n';
    }
    return java.util.Arrays.copyOf(all, length - 1);
  }

  /// FNV-1a, 64 bits.
  private static long digest(byte[] text) {
    long hash = 0xcbf29ce484222325L;
    for (byte next : text) {
      hash = (hash ^ next) * 0x100000001b3L;
    }
    return hash;
  }
}

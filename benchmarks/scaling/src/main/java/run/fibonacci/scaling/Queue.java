package run.fibonacci.scaling;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Requests that come to one core at random times, and wait for those before them.
///
/// @param median seconds from arrival to answer of a request in the middle
/// @param p99 the same of one in a hundred
/// @param mean the same on average
record Queue(double median, double p99, double mean) {
  private static final int REQUESTS = 1_000_000;

  /// Simulates a million (Lindley's recursion).
  ///
  /// @param utilisation how much of the time the core is busy, below 1
  /// @param work draws the seconds that a request takes
  /// @param meanWork of what is drawn
  static Queue at(double utilisation, ToDoubleFunction<SplittableRandom> work, double meanWork) {
    var random = new SplittableRandom(7);
    var times = new double[REQUESTS];
    var waiting = 0.0;
    for (int i = 0; i < REQUESTS; i++) {
      times[i] = waiting + work.applyAsDouble(random);
      waiting = Math.max(0, times[i] - exponential(random, meanWork / utilisation));
    }
    Arrays.sort(times);
    return new Queue(
        times[REQUESTS / 2],
        times[REQUESTS / 100 * 99],
        Arrays.stream(times).average().orElseThrow());
  }

  static double exponential(SplittableRandom random, double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }
}

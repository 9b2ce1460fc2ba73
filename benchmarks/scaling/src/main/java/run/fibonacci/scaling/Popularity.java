package run.fibonacci.scaling;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How often each of many numbers is asked for: the k-th most popular in proportion to 1/k^s
/// (Zipf's law).
final class Popularity {
  private final double[] cumulated;

  Popularity(int numbers, double exponent) {
    cumulated = new double[numbers];
    var sum = 0.0;
    for (int k = 0; k < numbers; k++) {
      sum += StrictMath.pow(k + 1.0, -exponent);
      cumulated[k] = sum;
    }
    for (int k = 0; k < numbers; k++) {
      cumulated[k] /= sum;
    }
  }

  int numbers() {
    return cumulated.length;
  }

  /// The share of requests that go to one number, the most popular being 0.
  double share(int number) {
    return number == 0 ? cumulated[0] : cumulated[number] - cumulated[number - 1];
  }

  /// The share of requests that go to the most popular ones.
  double shareOfFirst(int count) {
    return count == 0 ? 0 : cumulated[Math.min(count, cumulated.length) - 1];
  }

  int draw(RandomGenerator random) {
    var found = Arrays.binarySearch(cumulated, random.nextDouble());
    return Math.min(found < 0 ? -found - 1 : found + 1, cumulated.length - 1);
  }
}

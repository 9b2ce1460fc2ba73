package run.fibonacci.service;

import java.util.Map;
import run.fibonacci.service.EnvironmentSettings.Bounds;
import run.fibonacci.service.arithmetic.Fibonacci;

/// How much one request may ask for: `FIBONACCI_LIMITS_MAX_INDEX` and so on.
///
/// @param maxIndex the greatest index, on either side of 0
/// @param maxCount how many numbers of a sequence one request may take
/// @param maxConcurrentComputations how many large numbers are computed at once
public record Limits(long maxIndex, int maxCount, int maxConcurrentComputations) {
  private static final String PREFIX = "FIBONACCI_LIMITS_";

  /// The limits that the environment sets.
  ///
  /// @throws IllegalArgumentException if one of them is not within its bounds
  public static Limits of(Map<String, String> environment) {
    var settings = new EnvironmentSettings(environment);
    int cores = Runtime.getRuntime().availableProcessors();
    return new Limits(
        settings.number(PREFIX + "MAX_INDEX", 10_000_000, new Bounds(1, Fibonacci.LARGEST_INDEX)),
        (int) settings.number(PREFIX + "MAX_COUNT", 1_000, new Bounds(1, 100_000)),
        (int) settings.number(PREFIX + "MAX_CONCURRENT_COMPUTATIONS", cores, new Bounds(1, 1_024)));
  }
}

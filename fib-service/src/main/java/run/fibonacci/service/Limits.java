package run.fibonacci.service;

import java.time.Duration;
import java.util.Map;
import run.fibonacci.service.EnvironmentSettings.Bounds;
import run.fibonacci.service.arithmetic.Fibonacci;

/// How much one request may ask for: `FIBONACCI_LIMITS_MAX_INDEX` and so on.
///
/// @param maxIndex the greatest index, on either side of 0
/// @param maxCount how many numbers of a sequence one request may take
/// @param maxRange how many numbers one range may have: they are streamed
/// @param maxRangeDigits how many digits all numbers of a range may have together
/// @param maxConcurrentComputations how many large numbers are computed at once
/// @param requestTimeout how long one request may wait and compute
public record Limits(
    long maxIndex,
    int maxCount,
    long maxRange,
    long maxRangeDigits,
    int maxConcurrentComputations,
    Duration requestTimeout) {
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
        settings.number(PREFIX + "MAX_RANGE", 1_000_000, new Bounds(1, Fibonacci.LARGEST_INDEX)),
        // F(0) to F(1,000,000) have 1.05 * 10^11.
        settings.number(
            PREFIX + "MAX_RANGE_DIGITS", 120_000_000_000L, new Bounds(1, 1_000_000_000_000_000L)),
        (int) settings.number(PREFIX + "MAX_CONCURRENT_COMPUTATIONS", cores, new Bounds(1, 1_024)),
        settings.duration(PREFIX + "REQUEST_TIMEOUT", Duration.ofSeconds(30)));
  }
}

package run.fibonacci.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import run.fibonacci.service.arithmetic.Fibonacci;

/// How much one request may ask for.
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
  private static final Setting.Whole MAX_INDEX =
      new Setting.Whole(
          "FIBONACCI_LIMITS_MAX_INDEX",
          1,
          Fibonacci.LARGEST_INDEX,
          10_000_000,
          "The greatest index, on either side of 0; a number has about 0.209 digits per index");
  private static final Setting.Whole MAX_COUNT =
      new Setting.Whole(
          "FIBONACCI_LIMITS_MAX_COUNT",
          1,
          100_000,
          1_000,
          "How many numbers of a sequence one request may take");
  private static final Setting.Whole MAX_RANGE =
      new Setting.Whole(
          "FIBONACCI_LIMITS_MAX_RANGE",
          1,
          Fibonacci.LARGEST_INDEX,
          1_000_000,
          "How many numbers one range may have");
  // F(0) to F(1,000,000) have 1.05 * 10^11.
  private static final Setting.Whole MAX_RANGE_DIGITS =
      new Setting.Whole(
          "FIBONACCI_LIMITS_MAX_RANGE_DIGITS",
          1,
          1_000_000_000_000_000L,
          120_000_000_000L,
          "How many digits all numbers of a range may have together");
  private static final Setting.Whole MAX_CONCURRENT_COMPUTATIONS =
      new Setting.Whole(
          "FIBONACCI_LIMITS_MAX_CONCURRENT_COMPUTATIONS",
          1,
          1_024,
          Runtime.getRuntime().availableProcessors(),
          "the number of cores",
          "How many large numbers are computed at once");
  private static final Setting.Time REQUEST_TIMEOUT =
      new Setting.Time(
          "FIBONACCI_LIMITS_REQUEST_TIMEOUT",
          Duration.ofSeconds(30),
          "How long one request may wait and compute");

  static final List<Setting> SETTINGS =
      List.of(
          MAX_INDEX,
          MAX_COUNT,
          MAX_RANGE,
          MAX_RANGE_DIGITS,
          MAX_CONCURRENT_COMPUTATIONS,
          REQUEST_TIMEOUT);

  /// The limits that the environment sets.
  ///
  /// @throws IllegalArgumentException if one of them is not within its bounds
  public static Limits of(Map<String, String> environment) {
    var settings = new EnvironmentSettings(environment);
    return new Limits(
        settings.number(MAX_INDEX),
        (int) settings.number(MAX_COUNT),
        settings.number(MAX_RANGE),
        settings.number(MAX_RANGE_DIGITS),
        (int) settings.number(MAX_CONCURRENT_COMPUTATIONS),
        settings.duration(REQUEST_TIMEOUT));
  }
}

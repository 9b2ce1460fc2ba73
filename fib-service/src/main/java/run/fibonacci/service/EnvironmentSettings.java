package run.fibonacci.service;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environment variables of the service, read with defaults and bounds. A mistake is an
/// [IllegalArgumentException] that names the variable, its value and what to write.
///
/// @param variables all variables by name; an empty one counts as not set
record EnvironmentSettings(Map<String, String> variables) {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  boolean has(String name) {
    return !variables.getOrDefault(name, "").isBlank();
  }

  String text(String name, String otherwise) {
    return has(name) ? variables.getOrDefault(name, otherwise) : otherwise;
  }

  /// A whole number within bounds, both included.
  long number(String name, long otherwise, Bounds bounds) {
    String value = text(name, String.valueOf(otherwise));
    if (!value.matches("[0-9]{1,18}") || !bounds.contain(Long.parseLong(value))) {
      throw new IllegalArgumentException(
          "%s is \"%s\": write a number from %d to %d"
              .formatted(name, value, bounds.least, bounds.most));
    }
    return Long.parseLong(value);
  }

  /// A time of at least a millisecond and at most an hour: `500ms`, `30s`, `2m`.
  Duration duration(String name, Duration otherwise) {
    String value = text(name, otherwise.toMillis() + "ms");
    Matcher time = DURATION.matcher(value);
    Duration duration = time.matches() ? duration(time) : Duration.ZERO;
    if (duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "%s is \"%s\": write a time of at most an hour, like 500ms, 30s or 2m"
              .formatted(name, value));
    }
    return duration;
  }

  private static Duration duration(Matcher time) {
    long amount = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  /// What a number may be.
  record Bounds(long least, long most) {
    private boolean contain(long value) {
      return value >= least && value <= most;
    }
  }
}

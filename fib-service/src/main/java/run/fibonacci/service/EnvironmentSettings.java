package run.fibonacci.service;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads [settings][Setting] from environment variables. A mistake is an [IllegalArgumentException]
/// that names the variable, its value and what to write.
///
/// @param variables all variables by name; an empty one counts as not set
record EnvironmentSettings(Map<String, String> variables) {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  boolean has(Setting setting) {
    return !variables.getOrDefault(setting.name(), "").isBlank();
  }

  String text(Setting.Text setting) {
    return has(setting) ? given(setting) : setting.otherwise();
  }

  String choice(Setting.Choice setting) {
    String value = has(setting) ? given(setting) : setting.otherwise();
    if (!setting.words().contains(value)) {
      throw wrong(setting, value);
    }
    return value;
  }

  /// A whole number within bounds, both included.
  long number(Setting.Whole setting) {
    if (!has(setting)) {
      return setting.value();
    }
    String value = given(setting);
    if (!value.matches("[0-9]{1,18}")
        || Long.parseLong(value) < setting.least()
        || Long.parseLong(value) > setting.most()) {
      throw wrong(setting, value);
    }
    return Long.parseLong(value);
  }

  /// A time of at least a millisecond and at most an hour: `500ms`, `30s`, `2m`.
  Duration duration(Setting.Time setting) {
    if (!has(setting)) {
      return setting.value();
    }
    Matcher time = DURATION.matcher(given(setting));
    Duration duration = time.matches() ? duration(time) : Duration.ZERO;
    if (duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
      throw wrong(setting, given(setting));
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

  private String given(Setting setting) {
    return variables.getOrDefault(setting.name(), "");
  }

  /// A value that is not allowed, with what is.
  static IllegalArgumentException wrong(Setting setting, String value) {
    return new IllegalArgumentException(
        "%s is \"%s\": write %s".formatted(setting.name(), value, setting.allowed()));
  }
}

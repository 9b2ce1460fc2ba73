package run.fibonacci.service;

import java.util.Map;

/// The environment variables of the service, read with defaults and bounds. A mistake is an
/// [IllegalArgumentException] that names the variable, its value and what to write.
///
/// @param variables all variables by name; an empty one counts as not set
record EnvironmentSettings(Map<String, String> variables) {
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

  /// What a number may be.
  record Bounds(long least, long most) {
    private boolean contain(long value) {
      return value >= least && value <= most;
    }
  }
}

package run.fibonacci.service;

import java.util.List;
import java.util.Map;

/// What is written to the log. `logback.xml` reads these before anything else runs; here they are
/// only checked.
final class LogSettings {
  private static final Setting.Choice LEVEL =
      new Setting.Choice(
          "FIBONACCI_LOG_LEVEL",
          List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR"),
          "INFO",
          "The least severe level that is written");
  private static final Setting.Choice FORMAT =
      new Setting.Choice(
          "FIBONACCI_LOG_FORMAT",
          List.of("plain", "json"),
          "plain",
          "Lines for people, or one JSON object a line");

  static final List<Setting> SETTINGS = List.of(LEVEL, FORMAT);

  private LogSettings() {}

  /// @throws IllegalArgumentException if one of them has no such value
  static void check(Map<String, String> variables) {
    check(variables, LEVEL);
    check(variables, FORMAT);
  }

  /// An empty one is wrong, too: `logback.xml` cannot take it for one that is not set.
  private static void check(Map<String, String> variables, Setting.Choice setting) {
    String value = variables.getOrDefault(setting.name(), setting.otherwise());
    if (!setting.words().contains(value)) {
      throw EnvironmentSettings.wrong(setting, value);
    }
  }
}

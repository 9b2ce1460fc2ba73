package run.fibonacci.service;

import java.util.List;
import java.util.Map;

/// What is written to the log. Nothing may log before they are applied.
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

  /// Hands them to [LogConfigurator].
  ///
  /// @throws IllegalArgumentException if one of them has no such value
  static void apply(Map<String, String> variables) {
    var environment = new EnvironmentSettings(variables);
    String level = environment.choice(LEVEL);
    String format = environment.choice(FORMAT);
    System.setProperty(LogConfigurator.LEVEL, level);
    System.setProperty(LogConfigurator.FORMAT, format);
  }
}

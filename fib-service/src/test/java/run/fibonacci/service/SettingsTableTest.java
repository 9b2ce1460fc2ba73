package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/settings.md` against the code; `-Dsettings.update` writes it anew.
final class SettingsTableTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");
  private static final Pattern VARIABLE = Pattern.compile("FIBONACCI_[A-Z0-9_]+");

  private record Chapter(String title, List<Setting> settings) {}

  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter("Limits", Limits.SETTINGS),
          new Chapter("Sequences and their database", StoreSettings.SETTINGS),
          new Chapter("Sign-on", SignOnSettings.SETTINGS),
          new Chapter("A limit for each caller", RateLimit.SETTINGS),
          new Chapter("Pages of other sites", CrossOriginSettings.SETTINGS),
          new Chapter("Log", LogSettings.SETTINGS),
          new Chapter("Traces", TracingSettings.SETTINGS));

  private static final String INTRODUCTION =
      """
      # Settings of the service

      Environment variables. A wrong one ends the start with a sentence that says what to write; an empty one
      counts as not set. In a fleet the operator sets those that the resource has a field for; `spec.env` sets
      others.

      This table is generated from the code: `mvn -pl fib-service test -Dtest=SettingsTableTest
      -Dsettings.update` writes it anew.
      """;

  private static final String FRAMEWORK =
      """

      ## Of the framework

      | variable | without it | what |
      |---|---|---|
      | `MICRONAUT_SERVER_HOST` | all addresses | The address to listen at |
      | `MICRONAUT_SERVER_PORT` | 6765 | The port of the service |
      | `ENDPOINTS_ALL_PORT` | 6766 | The port of health and metrics |
      | `MICRONAUT_SERVER_CONTEXT_PATH` | | What all paths begin with, like `/numbers` |
      """;

  /// Every setting that the code has.
  static Stream<Setting> all() {
    return CHAPTERS.stream().flatMap(chapter -> chapter.settings.stream());
  }

  @Test
  void theTableIsWhatTheCodeSays() throws IOException {
    String table = INTRODUCTION + render() + FRAMEWORK;
    if (System.getProperty("settings.update") != null) {
      Files.writeString(DOCUMENT, table);
    }
    assertThat(Files.readString(DOCUMENT))
        .as("docs/settings.md is stale: run mvn -pl fib-service test -Dsettings.update")
        .isEqualTo(table);
  }

  @Test
  void everyVariableThatTheCodeNamesIsInTheTable() throws IOException {
    Set<String> described = all().map(Setting::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    try (var files = Files.walk(Path.of("src", "main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        VARIABLE
            .matcher(Files.readString(file))
            .results()
            .map(match -> match.group().replaceFirst("_$", ""))
            .forEach(named::add);
      }
    }
    assertThat(named).isEqualTo(described);
  }

  private static String render() {
    return CHAPTERS.stream()
        .map(chapter ->
            "\n## %s\n\n| variable | without it | may be | what |\n|---|---|---|---|\n"
                    .formatted(chapter.title)
                + chapter.settings.stream()
                    .map(SettingsTableTest::row)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private static String row(Setting setting) {
    String otherwise = setting.otherwise().isEmpty() ? "" : setting.otherwise() + " ";
    return "| `%s` | %s| %s | %s |\n"
        .formatted(setting.name(), otherwise, setting.allowed(), setting.meaning());
  }
}

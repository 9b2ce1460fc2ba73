package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the table in docs/operations.md against the code; `-Dsettings.update` writes it anew.
final class OperatorSettingsDocumentTest {

  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final String BEGIN = "<!-- settings, generated -->\n";
  private static final String END = "<!-- end -->";

  @Test
  void the_table_of_settings_is_what_the_code_reads() throws IOException {
    var page = Files.readString(PAGE);
    var generated =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (System.getProperty("settings.update") != null) {
      Files.writeString(PAGE, generated);
    }
    assertThat(Files.readString(PAGE))
        .as("stale: run mvn -pl operator -am test -Dsettings.update and read the difference")
        .isEqualTo(generated);
  }

  private static String table() {
    return OperatorSetting.ALL.stream()
        .map(setting ->
            "| `%s` | %s | %s |\n".formatted(setting.name(), setting.absent(), setting.what()))
        .collect(Collectors.joining("", "| variable | default | what |\n|---|---|---|\n", ""));
  }
}

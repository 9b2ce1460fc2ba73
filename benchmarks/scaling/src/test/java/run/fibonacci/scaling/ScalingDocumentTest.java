package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds the tables of `docs/scaling.md` against the model; `benchmarks/scaling/run --write` writes
/// them anew.
final class ScalingDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "scaling.md");

  @Test
  void the_tables_are_what_the_model_says() throws IOException {
    var page = Files.readString(DOCUMENT);
    var tables = Model.tables(ModelInputs.READ);
    assertThat(page)
        .as("docs/scaling.md is stale: run benchmarks/scaling/run --write")
        .isEqualTo(Document.with(page, tables));
  }

  @Test
  void a_table_replaces_the_one_before() {
    var page = "Before\n\n<!-- table a -->\n\nold\n\n<!-- end -->\n\nAfter\n";
    assertThat(Document.with(page, Map.of("a", "$new |\n")))
        .isEqualTo("Before\n\n<!-- table a -->\n\n$new |\n\n<!-- end -->\n\nAfter\n");
  }

  @Test
  void a_page_without_a_place_for_a_table_is_refused_by_its_name() {
    assertThatThrownBy(() -> Document.with("text", Map.of("cache", "")))
        .hasMessageContaining("no place for the table cache");
  }
}

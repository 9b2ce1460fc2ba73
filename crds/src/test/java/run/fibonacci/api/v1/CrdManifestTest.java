package run.fibonacci.api.v1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the checked-in manifests against the types; {@code -Dcrd.update} writes them anew. */
final class CrdManifestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crds/fibonacciservices.fibonacci.run-v1.yaml",
        "helm/fibonacci-operator/files/fibonacciservices.fibonacci.run-v1.yaml"
      })
  void the_checked_in_manifest_is_what_the_types_say(String manifest, @TempDir Path folder)
      throws IOException {
    assertCurrent(manifest, CrdManifest.generate(folder));
  }

  @Test
  void the_reference_is_what_the_types_say(@TempDir Path folder) throws IOException {
    assertCurrent("docs/fibonacciservice.md", CrdReference.of(CrdManifest.generate(folder)));
  }

  private static void assertCurrent(String name, String generated) throws IOException {
    var file = Path.of("..").resolve(name);
    if (System.getProperty("crd.update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, generated);
    }
    assertThat(Files.readString(file))
        .as("%s is stale: run mvn -pl crds test -Dcrd.update, then read the difference", name)
        .isEqualTo(generated);
  }
}

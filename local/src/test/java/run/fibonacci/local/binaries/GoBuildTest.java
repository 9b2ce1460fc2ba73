package run.fibonacci.local.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GoBuildTest {
  @Test
  void itSaysThatItTakesLongBeforeTheCompilerSaysAnything() {
    assertThat(GoBuild.summary(List.of())).contains("some minutes");
  }

  @Test
  void itNamesTheModuleThatIsFetched() {
    assertThat(GoBuild.summary(List.of("go: downloading k8s.io/api v0.35.4")))
        .isEqualTo("fetching k8s.io/api v0.35.4");
  }

  @Test
  void itCountsPackagesAndNotModules() {
    var lines = List.of("go: downloading k8s.io/api v0.35.4", "fmt", "k8s.io/api/core/v1");
    assertThat(GoBuild.summary(lines)).endsWith("2 packages, k8s.io/api/core/v1");
  }
}

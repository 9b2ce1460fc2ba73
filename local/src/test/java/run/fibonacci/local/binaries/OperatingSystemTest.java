package run.fibonacci.local.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperatingSystemTest {
  @ParameterizedTest
  @CsvSource({
    "Linux,amd64,linux-amd64",
    "Linux,aarch64,linux-arm64",
    "Mac OS X,aarch64,darwin-arm64",
    "Mac OS X,x86_64,darwin-amd64"
  })
  void itIsCalledAsDownloadsAre(String name, String architecture, String expected) {
    assertThat(OperatingSystem.of(name, architecture)).hasToString(expected);
  }
}

package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The service is one jar, which tells whose work is in it.
final class ContentsIT {
  private final JarFile jar;

  ContentsIT() throws IOException {
    jar = new JarFile("target/fib-service.jar");
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  @Test
  void scannersFindEachLibraryInItsListOfComponents() throws IOException {
    assertThat(text("META-INF/sbom/application.cdx.json"))
        .contains(
            "\"bomFormat\" : \"CycloneDX\"",
            "pkg:maven/io.micronaut/micronaut-http-server-netty@",
            "pkg:maven/org.postgresql/postgresql@")
        .doesNotContain("pkg:maven/org.junit.jupiter/");
  }

  @Test
  void theLicencesAndNoticesOfLibrariesAreKept() throws IOException {
    assertThat(text("META-INF/NOTICE") + text("META-INF/NOTICE.txt"))
        .contains("Jackson JSON processor", "Micrometer");
    assertThat(
            text("META-INF/LICENSE.txt") + text("META-INF/LICENSE") + text("META-INF/LICENSE.md"))
        .contains("Apache License", "Eclipse Public License");
  }

  private String text(String name) throws IOException {
    try (InputStream file = jar.getInputStream(jar.getEntry(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

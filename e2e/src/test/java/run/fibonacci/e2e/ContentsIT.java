package run.fibonacci.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each program is one jar, which tells whose work is in it.
final class ContentsIT {
  @ParameterizedTest
  @CsvSource({
    "operator, io.javaoperatorsdk/operator-framework",
    "fib-service, io.micronaut/micronaut-http-server-netty",
    "fib-service, org.postgresql/postgresql"
  })
  void scannersFindEachLibraryInItsListOfComponents(String program, String library)
      throws IOException {
    try (JarFile jar = jar(program)) {
      assertThat(text(jar, "META-INF/sbom/application.cdx.json"))
          .contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/" + library + "@")
          .doesNotContain("pkg:maven/org.junit.jupiter/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "operator, LICENSE, Apache License",
    "operator, NOTICE, Jackson JSON processor",
    "operator, NOTICE, Micrometer",
    "operator, NOTICE, Apache Commons Lang",
    "fib-service, LICENSE, Apache License",
    "fib-service, LICENSE, Eclipse Public License",
    "fib-service, NOTICE, Jackson JSON processor",
    "fib-service, NOTICE, Micrometer"
  })
  void theLicencesAndNoticesOfLibrariesAreKept(String program, String file, String words)
      throws IOException {
    try (JarFile jar = jar(program)) {
      String texts =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.matches("META-INF/" + file + "[.a-z]*"))
              .map(name -> text(jar, name))
              .collect(Collectors.joining());
      assertThat(texts).contains(words);
    }
  }

  private static JarFile jar(String program) throws IOException {
    return new JarFile(Path.of("..", program, "target", program + ".jar").toFile());
  }

  private static String text(JarFile jar, String name) {
    try (InputStream file = jar.getInputStream(jar.getEntry(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }
}

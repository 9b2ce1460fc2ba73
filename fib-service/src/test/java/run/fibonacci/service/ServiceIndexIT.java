package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged service has a list of what the framework would find if it searched all jars.
final class ServiceIndexIT {
  private static final Path TARGET = Path.of("target");

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader jars;

  @BeforeEach
  void openJars() throws IOException {
    List<URL> files = new ArrayList<>();
    files.add(TARGET.resolve("fib-service.jar").toUri().toURL());
    try (var libraries = Files.list(TARGET.resolve("lib"))) {
      for (Path library : libraries.toList()) {
        files.add(library.toUri().toURL());
      }
    }
    jars = new URLClassLoader(files.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(jars);
  }

  @AfterEach
  void closeJars() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    jars.close();
  }

  @Test
  void theIndexNamesWhatTheFrameworkWouldFindAndCanUse() throws IOException {
    Map<String, List<String>> index = index();
    Map<String, Set<String>> found =
        MicronautMetaServiceLoaderUtils.findAllMicronautMetaServices(jars);
    assertThat(found).containsKey("io.micronaut.inject.BeanDefinitionReference");
    found.forEach((type, names) -> {
      assertThat(names).as(type).containsAll(index.get(type));
      names.removeAll(index.get(type));
      names.forEach(this::expectUnusable);
    });
  }

  @Test
  void itHasServicesInTheStandardFormToo() throws IOException {
    assertThat(index())
        .containsEntry(
            "io.micronaut.http.HttpResponseFactory",
            List.of("io.micronaut.http.server.netty.NettyHttpResponseFactory"));
  }

  private Map<String, List<String>> index() throws IOException {
    try (InputStream file = jars.getResourceAsStream(ServiceIndex.FILE.substring(1))) {
      return ServiceIndex.read(file);
    }
  }

  /// It is for a library that is not here.
  private void expectUnusable(String name) {
    assertThatThrownBy(() -> Class.forName(name, true, jars).getConstructor().newInstance())
        .as(name)
        .hasRootCauseInstanceOf(ClassNotFoundException.class);
  }
}

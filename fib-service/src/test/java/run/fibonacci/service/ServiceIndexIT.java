package run.fibonacci.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The packaged service has a list of what the framework would find if it searched the jar.
final class ServiceIndexIT {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader jar;

  @BeforeEach
  void openJar() throws IOException {
    URL file = Path.of("target", "fib-service.jar").toUri().toURL();
    jar = new URLClassLoader(new URL[] {file}, ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(jar);
  }

  @AfterEach
  void closeJar() throws IOException {
    Thread.currentThread().setContextClassLoader(before);
    jar.close();
  }

  @Test
  void theIndexNamesWhatTheFrameworkWouldFindAndCanUse() throws Exception {
    Map<String, List<String>> index = index();
    Map<String, Set<String>> found =
        MicronautMetaServiceLoaderUtils.findAllMicronautMetaServices(jar);
    assertThat(found).containsKey("io.micronaut.inject.BeanDefinitionReference");
    // Else it would prove nothing that one is not.
    assertThat(enabled("run.fibonacci.service.number.$NumberController$Definition")).isTrue();
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
    try (InputStream file = jar.getResourceAsStream(ServiceIndex.FILE.substring(1))) {
      return ServiceIndex.read(file);
    }
  }

  /// It is for a library that is not here: it cannot be made, or the framework would not use it.
  private void expectUnusable(String name) {
    try {
      assertThat(enabled(name)).as(name).isFalse();
    } catch (ReflectiveOperationException | LinkageError e) {
      assertThat(e).as(name).hasRootCauseInstanceOf(ClassNotFoundException.class);
    }
  }

  /// Whether the framework would make this bean, in an application without settings.
  private boolean enabled(String definition) throws ReflectiveOperationException {
    Object bean = Class.forName(definition, true, jar).getConstructor().newInstance();
    Class<?> contexts = jar.loadClass("io.micronaut.context.BeanContext");
    Object context = contexts.getMethod("build").invoke(null);
    return (boolean) bean.getClass().getMethod("isEnabled", contexts).invoke(bean, context);
  }
}

package run.fibonacci.service;

import static io.micronaut.context.env.AbstractPropertySourceLoader.DEFAULT_POSITION;

import io.micronaut.context.env.PropertiesPropertySourceLoader;
import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// How the framework is set up, the same everywhere. A file of the name that the framework looks
/// for would be read by opening the jar as a file system, which takes a fiftieth of a start.
final class FrameworkSettings {
  private static final String FILE = "/framework.properties";

  private FrameworkSettings() {}

  /// They count as little as the framework's own file would: variables and system properties win.
  static PropertySource read() {
    try (InputStream file = FrameworkSettings.class.getResourceAsStream(FILE)) {
      var settings =
          new PropertiesPropertySourceLoader().read(FILE, Objects.requireNonNull(file, FILE));
      return PropertySource.of(FILE, settings, DEFAULT_POSITION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

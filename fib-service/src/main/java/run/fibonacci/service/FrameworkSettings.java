package run.fibonacci.service;

import static io.micronaut.context.env.AbstractPropertySourceLoader.DEFAULT_POSITION;

import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// How the framework is set up, the same everywhere. A file of the name that the framework looks
/// for would be read by opening the jar as a file system, which takes a fiftieth of a start.
final class FrameworkSettings {
  private static final String FILE = "/framework.properties";

  private FrameworkSettings() {}

  /// They count as little as the framework's own file would: variables and system properties win.
  static PropertySource read() {
    var file = new Properties();
    try (InputStream in = FrameworkSettings.class.getResourceAsStream(FILE)) {
      file.load(Objects.requireNonNull(in, FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> settings = new HashMap<>();
    file.forEach((name, value) -> settings.put((String) name, value));
    return PropertySource.of(FILE, settings, DEFAULT_POSITION);
  }
}

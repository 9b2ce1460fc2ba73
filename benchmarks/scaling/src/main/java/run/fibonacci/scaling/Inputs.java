package run.fibonacci.scaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The figures that the model begins with, by name, as `model.properties` has them.
final class Inputs {
  private final Properties values;

  private Inputs(Properties values) {
    this.values = values;
  }

  static Inputs read(Path file) throws IOException {
    var values = new Properties();
    try (var text = Files.newBufferedReader(file)) {
      values.load(text);
    }
    return new Inputs(values);
  }

  /// The same with one figure changed.
  Inputs with(String name, double value) {
    var changed = new Properties();
    changed.putAll(values);
    changed.setProperty(name, Double.toString(value));
    return new Inputs(changed);
  }

  /// @throws IllegalArgumentException if there is no such figure, or it is no number above 0
  double of(String name) {
    var text = text(name);
    try {
      var value = Double.parseDouble(text);
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "%s = %s is no figure: write a number above 0".formatted(name, text));
  }

  /// Several whole numbers, rising.
  int[] list(String name) {
    var words = Stream.of(text(name).split(" +"));
    return words.mapToInt(Integer::parseInt).sorted().toArray();
  }

  private String text(String name) {
    var text = values.getProperty(name);
    if (text == null) {
      throw new IllegalArgumentException(
          name + " is missing: write a line " + name + " = … into model.properties");
    }
    return text.strip();
  }

  /// Fails unless the shares of all kinds make a whole.
  void check() {
    var whole = Stream.of(Kind.values()).mapToDouble(kind -> of("share." + kind.title())).sum();
    if (Math.abs(whole - 1) > 1e-9) {
      throw new IllegalArgumentException(
          "the shares of all kinds add up to %s: make them 1".formatted(whole));
    }
    if (IntStream.of(list("database.cores")).anyMatch(cores -> cores < 1)) {
      throw new IllegalArgumentException("database.cores has a class without cores: take it out");
    }
  }
}

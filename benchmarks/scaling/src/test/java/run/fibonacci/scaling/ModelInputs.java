package run.fibonacci.scaling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// The figures that the document is made of.
final class ModelInputs {
  static final Inputs READ = read();

  private ModelInputs() {}

  private static Inputs read() {
    try {
      return Inputs.read(Path.of("model.properties"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

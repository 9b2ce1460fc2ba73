package run.fibonacci.local.binaries;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A way to get the executables.
sealed interface BinarySource permits Download, GoBuild {
  /// Puts all of [Binaries#NAMES] into the folder.
  ///
  /// @param folder exists and is empty
  /// @param progress gets a short line about what is going on, at least every few seconds
  /// @throws IOException when this way does not work here, with a message that says why
  void fill(Path folder, Consumer<String> progress) throws IOException, InterruptedException;
}

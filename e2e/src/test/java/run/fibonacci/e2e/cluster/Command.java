package run.fibonacci.e2e.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program of the machine that the tests run on, such as kubectl.
final class Command {
  private Command() {}

  /// Runs it in the project's folder, and returns what it writes once it has ended well.
  ///
  /// @throws AssertionError with all that it wrote, if it ended otherwise
  static String run(String... command) {
    return run(List.of(command));
  }

  static String run(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(Path.of("..").toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new AssertionError(command.getFirst() + " is needed, and does not start", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

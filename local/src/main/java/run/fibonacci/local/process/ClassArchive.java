package run.fibonacci.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The classes of a Java program in the form that the JVM wants them, kept in a file beside its
/// jar: this halves the time of a start. A JVM that does not find the file writes it when it ends.
public final class ClassArchive {
  private ClassArchive() {}

  /// JVM options that use the archive, or make it.
  ///
  /// @param jar of the program, with its libraries in the folder `lib` beside it
  public static List<String> options(Path jar) {
    return List.of(
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + jar.resolveSibling("classes-" + built(jar) + ".jsa"),
        // what it says of an archive that it cannot use or write is not the program's business
        "-Xlog:disable");
  }

  /// When the newest part was built, in milliseconds: each build has an archive of its own.
  private static long built(Path jar) {
    var libraries = jar.resolveSibling("lib").toFile().listFiles();
    var files = Arrays.stream(Objects.requireNonNullElse(libraries, new File[0]));
    return Stream.concat(Stream.of(jar.toFile()), files)
        .mapToLong(File::lastModified)
        .max()
        .orElseThrow();
  }
}

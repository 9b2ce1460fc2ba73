import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;

/// Runs google-java-format over every Java file of the project: `Format check|write FOLDER`.
final class Format {
  public static void main(String[] args) throws IOException {
    var arguments =
        new ArrayList<>(
            switch (args[0]) {
              case "check" -> Arrays.asList("--dry-run", "--set-exit-if-changed");
              case "write" -> Arrays.asList("--replace");
              default ->
                  throw new IllegalArgumentException(
                      "-Dformat=" + args[0] + " is unknown: write check or write");
            });
    try (var files = Files.walk(Path.of(args[1]))) {
      files
          .map(Path::toString)
          .filter(file -> file.endsWith(".java"))
          .filter(file -> !file.contains("/target/") && !file.contains("/.fib/"))
          .sorted()
          .forEach(arguments::add);
    }
    Main.main(arguments.toArray(String[]::new));
  }
}

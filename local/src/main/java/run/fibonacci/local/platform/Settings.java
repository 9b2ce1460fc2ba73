package run.fibonacci.local.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import run.fibonacci.local.node.launch.Image;
import run.fibonacci.local.node.launch.Images;
import run.fibonacci.local.process.Failure;

/// What a platform is made from.
///
/// @param checkout the root of the project, with everything built
/// @param home the private folder for its state; made if absent
/// @param environment of the user who starts it
public record Settings(Path checkout, Path home, Map<String, String> environment) {
  private static final String VERSION = "0.1.0";
  private static final Path OPERATOR = Path.of("operator/target/operator.jar");
  private static final Path SERVICE = Path.of("fib-service/target/fib-service.jar");

  Path chart() {
    return checkout.resolve("helm/fibonacci-operator");
  }

  Path demo() {
    return checkout.resolve("crds/examples/demo.yaml");
  }

  /// The jars that stand in for the images.
  Images images() {
    return new Images(
        Map.of(
            "fibonacci-run/operator:" + VERSION,
            new Image(checkout.resolve(OPERATOR), "FIB_BIND_ADDRESS"),
            "fibonacci-run/fib-service:" + VERSION,
            new Image(checkout.resolve(SERVICE), "MICRONAUT_SERVER_HOST")));
  }

  /// Looks whether everything that a platform is made from is there.
  ///
  /// @throws Failure when something is not
  void check() {
    var needed = Stream.of(chart(), demo(), OPERATOR, SERVICE).map(checkout::resolve);
    var missing = needed.filter(Files::notExists).map(Path::toString).toList();
    if (!missing.isEmpty()) {
      throw Failure.of(
          "The project is not built.",
          "missing: " + String.join(", ", missing),
          "run: mvn package -DskipTests");
    }
  }
}

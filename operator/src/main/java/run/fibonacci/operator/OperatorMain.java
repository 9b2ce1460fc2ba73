package run.fibonacci.operator;

import io.fabric8.kubernetes.client.Config;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the operator, and stops it in order on SIGTERM.
public final class OperatorMain {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);

  private OperatorMain() {}

  /// Runs until the process is told to end. Exits with 1 when a setting is wrong or nothing could
  /// be started.
  public static void main(String[] arguments) {
    try {
      var settings = OperatorSettings.of(System.getenv(), version());
      var connection = Config.autoConfigure(null);
      var operator = FibonacciOperator.start(settings, connection, http -> {}, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(operator::close, "shutdown"));
    } catch (RuntimeException e) {
      LOG.error("The operator could not be started: {}", e.getMessage(), e);
      System.exit(1);
    }
  }

  /// The version in the jar's manifest; classes that were not packaged have none.
  private static String version() {
    return Objects.requireNonNullElse(
        OperatorMain.class.getPackage().getImplementationVersion(), "development");
  }
}

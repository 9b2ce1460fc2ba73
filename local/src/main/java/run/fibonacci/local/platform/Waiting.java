package run.fibonacci.local.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Waiting for what others bring about.
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(200);

  private Waiting() {}

  /// Returns whether the condition held before the time was over.
  static boolean until(Duration atMost, BooleanSupplier condition) throws InterruptedException {
    var deadline = Instant.now().plus(atMost);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Thread.sleep(POLL);
    }
    return true;
  }
}

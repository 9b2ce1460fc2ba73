package run.fibonacci.service;

import java.util.concurrent.ThreadLocalRandom;

/// Addresses for services under test. Each has one to itself, so that all can use the ports they
/// use in a pod: no search for free ports, and none that another process takes first.
public final class Loopback {
  private Loopback() {}

  /// One of the 16 million addresses of this machine, away from those in common use.
  public static String address() {
    var random = ThreadLocalRandom.current();
    return "127.%d.%d.%d"
        .formatted(random.nextInt(128, 255), random.nextInt(256), random.nextInt(1, 255));
  }
}

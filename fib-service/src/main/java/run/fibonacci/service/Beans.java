package run.fibonacci.service;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/// What the platform gives and a test may replace.
@Factory
final class Beans {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}

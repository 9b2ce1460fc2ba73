package run.fibonacci.service;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import run.fibonacci.service.arithmetic.Fibonacci;

/// What the platform gives and a test may replace.
@Factory
final class Beans {
  @Singleton
  Fibonacci fibonacci() {
    return new Fibonacci();
  }

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}

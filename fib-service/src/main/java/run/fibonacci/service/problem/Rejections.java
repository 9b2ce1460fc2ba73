package run.fibonacci.service.problem;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts the work that was refused, by the reason. The counters are there from the start: a rate
/// has no value where the first refusal makes its own counter.
@Context
final class Rejections {
  /// What there was not enough of.
  private enum Reason {
    /// The request asked for more than any may.
    LIMIT,
    /// Too much was going on.
    CONCURRENCY,
    /// It took longer than it may.
    TIME,
    /// The caller asked too often.
    RATE;

    private static Optional<Reason> of(Problem problem) {
      return switch (problem.name()) {
        case "index-beyond-limit",
            "modulus-beyond-limit",
            "value-beyond-limit",
            "range-too-long",
            "answer-too-long",
            "request-too-large" ->
            Optional.of(LIMIT);
        case "too-busy", "digits-delayed" -> Optional.of(CONCURRENCY);
        case "took-too-long" -> Optional.of(TIME);
        case "rate-limit-exceeded" -> Optional.of(RATE);
        default -> Optional.empty();
      };
    }
  }

  private final Map<Reason, Counter> counters;

  Rejections(MeterRegistry registry) {
    counters =
        Stream.of(Reason.values())
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), reason -> counter(registry, reason)));
  }

  private static Counter counter(MeterRegistry registry, Reason reason) {
    return Counter.builder("fibonacci.requests.rejected")
        .description("Requests that were refused because they would be too much")
        .tag("reason", reason.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  void count(Problem problem) {
    Reason.of(problem).map(counters::get).ifPresent(Counter::increment);
  }
}

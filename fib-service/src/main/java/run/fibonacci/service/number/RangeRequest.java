package run.fibonacci.service.number;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.problem.Problem;

/// Which numbers a request for a range asks for.
///
/// @param count 0 if all of them were sent before
record RangeRequest(long from, long count) {
  /// @throws run.fibonacci.service.problem.ProblemException if it asks for nothing, or too much
  static RangeRequest read(HttpRequest<?> request, Limits limits) {
    String from = request.getParameters().get("from");
    long first = from == null ? 0 : Index.parse(from, limits.maxIndex());
    long count = count(request.getParameters().get("count"), limits);
    if (first + count - 1 > limits.maxIndex()) {
      throw Index.beyond(String.valueOf(first + count - 1), limits.maxIndex());
    }
    if (Fibonacci.digits(first, count) > limits.maxRangeDigits()) {
      throw tooLong(first, count, limits);
    }
    return new RangeRequest(first, count);
  }

  private static long count(@Nullable String text, Limits limits) {
    if (text == null) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-count",
              "count is missing: write how many numbers you want, like ?from=0&count=10")
          .thrown();
    }
    String canonical = Index.canonical("count", text);
    if (canonical.equals("0") || canonical.startsWith("-")) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-count",
              "count is %s: write a number from 1 to %d"
                  .formatted(Index.shown(canonical), limits.maxRange()))
          .with("maxRange", limits.maxRange())
          .thrown();
    }
    if (canonical.length() > 18 || Long.parseLong(canonical) > limits.maxRange()) {
      throw Problem.of(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "range-too-long",
              "count is %s: a range has at most %d numbers"
                  .formatted(Index.shown(canonical), limits.maxRange()))
          .with("maxRange", limits.maxRange())
          .thrown();
    }
    return Long.parseLong(canonical);
  }

  private static RuntimeException tooLong(long first, long count, Limits limits) {
    return Problem.of(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "range-too-long",
            "F(%d) to F(%d) have %d digits in all: a range has at most %d, so ask for fewer numbers"
                .formatted(
                    first,
                    first + count - 1,
                    Fibonacci.digits(first, count),
                    limits.maxRangeDigits()))
        .with("maxRangeDigits", limits.maxRangeDigits())
        .thrown();
  }

  /// What is left of the range behind an index; all of it if that is none of its own.
  RangeRequest after(@Nullable String lastId) {
    if (lastId == null || !lastId.matches("-?[0-9]{1,18}")) {
      return this;
    }
    long next = Long.parseLong(lastId) + 1;
    return next > from && next <= from + count ? new RangeRequest(next, from + count - next) : this;
  }

  long last() {
    return from + count - 1;
  }
}

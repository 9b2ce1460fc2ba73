package run.fibonacci.service.sequence;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.problem.Problem;

/// Reads a [Take] from a request, and words what is wrong with it.
final class TakeRequest {
  /// One answer with several numbers has at most so many digits in all: it is put together in
  /// memory.
  private static final long MAX_DIGITS = 4_000_000;

  private TakeRequest() {}

  static Take read(HttpRequest<?> request, Caller caller, Limits limits) {
    int count = count(request.getParameters().get("count"), limits.maxCount());
    Optional<Digest> retryKey =
        Optional.ofNullable(request.getHeaders().get("Idempotency-Key"))
            .map(key -> KeyText.check("the header Idempotency-Key", key))
            .map(key -> Digest.of(caller.session().toString(), key));
    return new Take(caller.session(), retryKey, count, end(count, limits.maxIndex()));
  }

  private static int count(@Nullable String text, int maxCount) {
    if (text == null) {
      return 1;
    }
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > maxCount) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-count",
              "count is not one that is allowed: write a number from 1 to " + maxCount)
          .with("maxCount", maxCount)
          .thrown();
    }
    return Integer.parseInt(text);
  }

  /// The index that a sequence cannot pass with so many numbers at once.
  private static long end(int count, long maxIndex) {
    if (count == 1) {
      return maxIndex + 1;
    }
    double digitsPerIndex = Fibonacci.digits(1_000_000) / 1e6;
    return Math.min(maxIndex + 1, (long) (MAX_DIGITS / digitsPerIndex / count));
  }

  /// The sequence stands at `next` and cannot give what was asked for.
  static RuntimeException beyond(Take take, long next, Limits limits) {
    boolean atTheEnd = next + take.count() > limits.maxIndex() + 1;
    String detail =
        atTheEnd
            ? "the sequence stands at index %d and ends at %d: begin again with DELETE /sequence"
                .formatted(next, limits.maxIndex())
            : "the sequence stands at index %d, where %d numbers at once are too long: take fewer"
                .formatted(next, take.count());
    return Problem.of(
            HttpStatus.UNPROCESSABLE_ENTITY,
            atTheEnd ? "end-of-sequence" : "answer-too-long",
            detail)
        .with("next", next)
        .with("maxIndex", limits.maxIndex())
        .thrown();
  }

  /// The numbers are the caller's, but could not be computed now: nothing of them is lost.
  static RuntimeException withoutDigits(long first, int count) {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "digits-delayed",
            "%d numbers from index %d on are yours, but could not be computed in time:"
                    .formatted(count, first)
                + " repeat the request with the same Idempotency-Key, or ask for /fibonacci/"
                + first)
        .with("from", first)
        .with("count", count)
        .thrown();
  }

  /// The Idempotency-Key was used for another count.
  static RuntimeException otherRequest(Take take, long earlierCount) {
    return Problem.of(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "idempotency-key-reused",
            "this Idempotency-Key was used with count=%d, and now with count=%d: use a new key"
                .formatted(earlierCount, take.count()))
        .thrown();
  }
}

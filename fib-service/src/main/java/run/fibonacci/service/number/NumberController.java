package run.fibonacci.service.number;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.Limits;
import run.fibonacci.service.problem.Problem;

/// Answers with one number. It never changes, so every cache on the way may keep it for ever.
@Controller("/fibonacci")
final class NumberController {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String FOREVER = "public, max-age=31536000, immutable";

  private final Computations computations;
  private final Limits limits;

  NumberController(Computations computations, Limits limits) {
    this.computations = computations;
    this.limits = limits;
  }

  @Get("/{n}")
  @Produces(MediaType.ALL)
  CompletionStage<HttpResponse<?>> number(HttpRequest<?> request, String n) {
    long index = Index.parse(n, limits.maxIndex());
    boolean plain = wantsText(request);
    String tag = "\"fib-%d-%s\"".formatted(index, plain ? "text" : "json");
    if (isKnown(request, tag)) {
      return CompletableFuture.completedFuture(cacheable(HttpResponse.notModified(), tag));
    }
    return computations
        .number(index, PATIENCE)
        .thenApply(digits ->
            plain
                ? cacheable(HttpResponse.ok(digits), tag).contentType(MediaType.TEXT_PLAIN_TYPE)
                : cacheable(HttpResponse.ok(Digits.json(index, digits)), tag)
                    .contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  /// Whether text is what the client likes best, of the types it accepts in the order of its
  /// liking.
  private static boolean wantsText(HttpRequest<?> request) {
    if (request.accept().isEmpty()) {
      return false;
    }
    for (MediaType type : request.accept()) {
      boolean refused = type.getQualityAsNumber().signum() == 0;
      if (!refused && type.matches(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (!refused && type.matches(MediaType.TEXT_PLAIN_TYPE)) {
        return true;
      }
    }
    throw Problem.of(
            HttpStatus.NOT_ACCEPTABLE,
            "not-acceptable",
            "a number cannot be given as %s: accept application/json or text/plain"
                .formatted(request.getHeaders().get(HttpHeaders.ACCEPT)))
        .thrown();
  }

  /// Whether the client names this answer in `If-None-Match` (RFC 9110, 13.1.2: compared weakly).
  private static boolean isKnown(HttpRequest<?> request, String tag) {
    return request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .map(String::strip)
        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
  }

  private static MutableHttpResponse<?> cacheable(MutableHttpResponse<?> response, String tag) {
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, FOREVER)
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }
}

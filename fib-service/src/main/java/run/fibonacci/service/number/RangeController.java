package run.fibonacci.service.number;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.number.Format.OfRange;

/// Answers with many numbers that follow each other, one after the other as the client reads them.
@Controller("/fibonacci")
final class RangeController {
  /// Those in memory: two, their sum, and what is written at the time.
  private static final int NUMBERS_HELD = 4;

  /// A range that is shorter with all that goes around its numbers is one piece, made at once.
  private static final long SHORT = 20_000;

  /// What goes around a number, at most.
  private static final int AROUND = 60;

  private final Computations computations;
  private final Fibonacci fibonacci;
  private final Budget budget;
  private final Pieces pieces;
  private final Limits limits;

  RangeController(
      Computations computations, Fibonacci fibonacci, Budget budget, Pieces pieces, Limits limits) {
    this.computations = computations;
    this.fibonacci = fibonacci;
    this.budget = budget;
    this.pieces = pieces;
    this.limits = limits;
  }

  /// Who comes back for the rest of an event stream says which index was the last
  /// (`Last-Event-ID`), and is told when there is no more: 204.
  @Get
  @Produces(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> range(HttpRequest<?> request) {
    OfRange format = OfRange.of(request);
    RangeRequest range = RangeRequest.read(request, limits);
    if (format == OfRange.EVENTS) {
      range = range.after(request.getHeaders().get("Last-Event-ID"));
    }
    if (range.count() == 0) {
      return CompletableFuture.completedFuture(HttpResponse.status(HttpStatus.NO_CONTENT));
    }
    long digits = Fibonacci.digits(range.from(), range.count());
    String name = "range-%d-%d".formatted(range.from(), range.count());
    Answer answer = Answer.of(request, format, name, digits + range.count() * AROUND);
    Optional<HttpResponse<?>> known = answer.ifKnown();
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    if (request.getMethod() == HttpMethod.HEAD) {
      return CompletableFuture.completedFuture(answer.withoutLength());
    }
    return stream(answer, format, range, digits);
  }

  private CompletionStage<? extends HttpResponse<?>> stream(
      Answer answer, OfRange format, RangeRequest range, long digits) {
    long largest = Math.max(Math.abs(range.from()), Math.abs(range.last()));
    long held = NUMBERS_HELD * Fibonacci.digits(largest);
    var delivery = new Delivery(answer.request(), budget.claim(held));
    return delivery
        .of(
            computations.run(
                SizeClass.ofDigits(held),
                NumberController.PATIENCE,
                () -> fibonacci.range(range.from(), range.count())))
        .thenApply(numbers -> {
          Iterator<byte[]> text = new RangeText(format, numbers, range.from());
          if (digits + range.count() * AROUND < SHORT && !answer.zipped()) {
            delivery.end();
            return answer.whole(text.next());
          }
          return answer.pieces(
              (answer.zipped() ? pieces.slow(new Gzip(text)) : pieces.slow(text))
                  .doFinally(signal -> delivery.end()),
              OptionalLong.empty());
        });
  }
}

package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.arithmetic.Position;
import run.fibonacci.service.number.Format.OfNumber;
import run.fibonacci.service.problem.Problem;

/// Tells the index of a Fibonacci number.
@Controller("/fibonacci/index-of")
final class IndexOfController {
  /// Neighbours of so many digits are shown in full.
  private static final long SHOWN_DIGITS = 100;

  private final Computations computations;
  private final Fibonacci fibonacci;
  private final Budget budget;
  private final Limits limits;

  IndexOfController(Computations computations, Fibonacci fibonacci, Budget budget, Limits limits) {
    this.computations = computations;
    this.fibonacci = fibonacci;
    this.budget = budget;
    this.limits = limits;
  }

  @Get("/{value}")
  @Produces(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> indexOf(HttpRequest<?> request, String value) {
    OfNumber format = OfNumber.inText(request);
    var delivery = new Delivery(request, budget.claim(value.length()));
    return search(delivery, value)
        .thenApply(position -> {
          byte[] body = body(format, position);
          Answer answer = Answer.of(request, format, "index-of", 0);
          return answer
              .ifKnown()
              .orElseGet(() ->
                  request.getMethod() == HttpMethod.HEAD
                      ? answer.head(body.length)
                      : answer.whole(body));
        });
  }

  /// The same for a plus, which a simple variable of a path does not take.
  @Get("/{value:[+].*}")
  @Produces(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> ofPositive(HttpRequest<?> request, String value) {
    return indexOf(request, value);
  }

  /// No value, which would otherwise be taken for the index of a number.
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> ofNothing() {
    throw Problem.of(
            HttpStatus.METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "there is no value to look for: use GET /fibonacci/index-of/{value}, or POST with the"
                + " value as the body")
        .with(Problem.ALLOWED, HttpMethod.POST)
        .thrown();
  }

  /// The same for a value that is too long for a request line: it is the body, whatever its type.
  @Post
  @Consumes(MediaType.ALL)
  @Produces(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> indexOfBody(HttpRequest<?> request) {
    OfNumber format = OfNumber.inText(request);
    long length = request.getContentLength();
    var delivery =
        new Delivery(
            request, budget.claim(length < 0 ? Fibonacci.digits(limits.maxIndex()) : length));
    return ((ServerHttpRequest<?>) request)
        .byteBody()
        .buffer()
        .whenComplete((body, failure) -> {
          if (failure != null) {
            delivery.end();
          }
        })
        .thenCompose(body -> {
          try (body) {
            return search(delivery, body.toString(ISO_8859_1).strip());
          }
        })
        .thenApply(position ->
            HttpResponse.ok(body(format, position))
                .contentType(format.type())
                .header(HttpHeaders.CACHE_CONTROL, "no-store"));
  }

  private CompletionStage<Position> search(Delivery delivery, String value) {
    try {
      String canonical = Index.canonical("value", value);
      requireInRange(canonical);
      return delivery
          .of(
              computations.run(
                  SizeClass.ofDigits(canonical.length()),
                  NumberController.PATIENCE,
                  () -> fibonacci.positionOf(Decimal.parse(canonical))))
          .whenComplete((position, failure) -> delivery.end())
          .thenApply(this::requireAt);
    } catch (RuntimeException e) {
      delivery.end();
      throw e;
    }
  }

  private void requireInRange(String value) {
    long digits = value.startsWith("-") ? value.length() - 1 : value.length();
    long maxDigits = Fibonacci.digits(limits.maxIndex());
    if (digits > maxDigits) {
      throw Problem.of(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "value-beyond-limit",
              "the value has %d digits: this service knows numbers of at most %d"
                  .formatted(digits, maxDigits))
          .with("maxDigits", maxDigits)
          .thrown();
    }
  }

  private Position requireAt(Position position) {
    if (position instanceof Position.Between(long below, long above)) {
      throw Problem.of(
              HttpStatus.NOT_FOUND,
              "not-a-fibonacci-number",
              "the value is no Fibonacci number: it lies between F(%d) and F(%d)"
                  .formatted(below, above))
          .with("below", neighbour(below))
          .with("above", neighbour(above))
          .thrown();
    }
    return position;
  }

  private Map<String, Object> neighbour(long index) {
    var neighbour = new LinkedHashMap<String, Object>();
    neighbour.put("index", index);
    if (Fibonacci.digits(index) <= SHOWN_DIGITS) {
      neighbour.put("value", fibonacci.number(index).toString());
    }
    return neighbour;
  }

  private static byte[] body(OfNumber format, Position position) {
    long index = ((Position.At) position).index();
    String text = format == OfNumber.JSON ? "{\"index\":" + index + "}" : String.valueOf(index);
    return text.getBytes(US_ASCII);
  }
}

package run.fibonacci.service.number;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.Limits;
import run.fibonacci.service.arithmetic.Decimal;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.number.Format.OfNumber;

/// Answers with one number, or with its residue.
@Controller("/fibonacci")
final class NumberController {
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /// Binary takes so many times the time of decimal.
  private static final int BINARY_COST = 10;

  private final Computations computations;
  private final Residues residues;
  private final Budget budget;
  private final Pieces pieces;
  private final Limits limits;

  NumberController(
      Computations computations, Residues residues, Budget budget, Pieces pieces, Limits limits) {
    this.computations = computations;
    this.residues = residues;
    this.budget = budget;
    this.pieces = pieces;
    this.limits = limits;
  }

  @Get("/{n}")
  @Produces(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> number(HttpRequest<?> request, String n) {
    boolean plain = request.getUri().getRawQuery() == null;
    String modulus = plain ? null : request.getParameters().get("mod");
    return modulus == null
        ? number(request, Index.parse(n, limits.maxIndex()))
        : residues.answer(request, n, modulus);
  }

  /// The same for a plus, which a simple variable of a path does not take.
  @Get("/{n:[+].*}")
  @Produces(MediaType.ALL)
  CompletionStage<? extends HttpResponse<?>> positive(HttpRequest<?> request, String n) {
    return number(request, n);
  }

  private CompletionStage<? extends HttpResponse<?>> number(HttpRequest<?> request, long n) {
    OfNumber format = OfNumber.of(request);
    long length = length(format, n);
    Answer answer = Answer.of(request, format, "fib-" + n, length);
    Optional<HttpResponse<?>> known = answer.ifKnown();
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    if (request.getMethod() == HttpMethod.HEAD) {
      return CompletableFuture.completedFuture(answer.head(length));
    }
    return switch (format) {
      case JSON -> decimal(answer, n, Digits.before(n), Digits.AFTER);
      case TEXT -> decimal(answer, n, "", "");
      case BYTES -> binary(answer, n);
    };
  }

  /// How long the body will be, in bytes.
  private static long length(OfNumber format, long n) {
    int minus = n < 0 && n % 2 == 0 ? 1 : 0;
    return switch (format) {
      case JSON -> Digits.before(n).length() + minus + Fibonacci.digits(n) + Digits.AFTER.length();
      case TEXT -> minus + Fibonacci.digits(n);
      case BYTES -> Fibonacci.bytes(n);
    };
  }

  private CompletionStage<? extends HttpResponse<?>> decimal(
      Answer answer, long n, String before, String after) {
    if (Computations.isSmall(n)) {
      byte[] digits = computations.smallNumber(n);
      return CompletableFuture.completedFuture(
          answer.whole(Digits.concatenated(before, digits, after)));
    }
    var delivery = new Delivery(answer.request(), budget.claim(Fibonacci.digits(n)));
    return delivery
        .of(computations.number(n, PATIENCE))
        .thenApply(number -> send(answer, delivery, before, number, after));
  }

  private HttpResponse<?> send(
      Answer answer, Delivery delivery, String before, Decimal number, String after) {
    Iterator<byte[]> text = new NumberText(before, number, after);
    int length = before.length() + number.length() + after.length();
    return answer.pieces(
        (answer.zipped() ? pieces.slow(new Gzip(text)) : pieces.quick(text))
            .doFinally(signal -> delivery.end()),
        OptionalLong.of(length));
  }

  private CompletionStage<? extends HttpResponse<?>> binary(Answer answer, long n) {
    long digits = Fibonacci.digits(n);
    var delivery = new Delivery(answer.request(), budget.claim(digits));
    SizeClass size = SizeClass.ofDigits(digits * BINARY_COST);
    return delivery
        .of(computations.run(size, PATIENCE, () -> Fibonacci.binary(n).toByteArray()))
        .thenApply(bytes -> {
          delivery.end();
          return answer.whole(bytes);
        });
  }
}

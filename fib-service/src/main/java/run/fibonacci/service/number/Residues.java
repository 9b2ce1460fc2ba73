package run.fibonacci.service.number;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.arithmetic.Binary;
import run.fibonacci.service.arithmetic.Fibonacci;
import run.fibonacci.service.number.Format.OfNumber;
import run.fibonacci.service.problem.Problem;

/// Answers with F(n) modulo m: `n` may be as long as a request line, since F(n) itself is never
/// computed.
@Singleton
final class Residues {
  static final int MAX_MODULUS_BITS = 4_096;

  /// The digits of 2^4096: none longer need be read.
  private static final int MAX_MODULUS_DIGITS = 1_234;

  /// Below so many nanoseconds handing the work over would cost as much.
  private static final long SMALL_COST = 100_000;

  private final Computations computations;

  Residues(Computations computations) {
    this.computations = computations;
  }

  CompletionStage<? extends HttpResponse<?>> answer(
      HttpRequest<?> request, String index, String modulus) {
    String n = Index.canonical("index", index);
    BigInteger m = modulus(Index.canonical("mod", modulus));
    OfNumber format = OfNumber.of(request);
    Answer answer = Answer.of(request, format, "mod", 0);
    Optional<HttpResponse<?>> known = answer.ifKnown();
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known.get());
    }
    var delivery = Delivery.unclaimed(request);
    SizeClass size =
        cost(n.length(), m.bitLength()) < SMALL_COST ? SizeClass.SMALL : SizeClass.MEDIUM;
    return delivery
        .of(
            computations.run(
                size, NumberController.PATIENCE, () -> Fibonacci.residue(Binary.parse(n), m)))
        .thenApply(residue -> {
          delivery.end();
          byte[] body = body(format, n, m, residue);
          return request.getMethod() == HttpMethod.HEAD
              ? answer.head(body.length)
              : answer.whole(body);
        });
  }

  private static BigInteger modulus(String text) {
    if (text.equals("0") || text.startsWith("-")) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-modulus",
              "mod is %s: write a number from 1 to 2^%d - 1"
                  .formatted(Index.shown(text), MAX_MODULUS_BITS))
          .thrown();
    }
    if (text.length() <= MAX_MODULUS_DIGITS) {
      var modulus = new BigInteger(text);
      if (modulus.bitLength() <= MAX_MODULUS_BITS) {
        return modulus;
      }
    }
    throw Problem.of(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "modulus-beyond-limit",
            "mod has %d digits and is beyond the limit: it may have %d bits"
                .formatted(text.length(), MAX_MODULUS_BITS))
        .with("maxModulusBits", MAX_MODULUS_BITS)
        .thrown();
  }

  /// About how many nanoseconds the residue takes: for each bit of the index some products and
  /// divisions of numbers as long as the modulus.
  private static long cost(int indexDigits, int modulusBits) {
    long words = modulusBits / Integer.SIZE + 1;
    long perBit = words == 1 ? 20 : 400 + 3 * words * words / 2;
    return (long) (indexDigits / Math.log10(2)) * perBit;
  }

  private static byte[] body(OfNumber format, String n, BigInteger m, BigInteger residue) {
    return switch (format) {
      case JSON ->
          "{\"index\":\"%s\",\"mod\":\"%s\",\"residue\":\"%s\"}"
              .formatted(n, m, residue)
              .getBytes(US_ASCII);
      case TEXT -> residue.toString().getBytes(US_ASCII);
      case BYTES -> residue.toByteArray();
    };
  }
}

package run.fibonacci.service.number;

import io.micronaut.http.HttpStatus;
import java.util.regex.Pattern;
import run.fibonacci.service.problem.Problem;

/// Reads the index of a number from a path.
final class Index {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^(-?)0+(?=[0-9])");

  /// All numbers of so many characters fit a `long`.
  private static final int LONGEST = 18;

  private static final int SHOWN = 40;

  private Index() {}

  /// The index that the text names.
  ///
  /// @throws run.fibonacci.service.problem.ProblemException if it is no integer, or beyond the
  ///   limit
  static long parse(String text, long maxIndex) {
    if (!INTEGER.matcher(text).matches()) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "not-an-index",
              "\"%s\" is not an integer: write digits, with a leading minus for a negative index"
                  .formatted(shown(text)))
          .thrown();
    }
    String canonical = LEADING_ZEROS.matcher(text).replaceFirst("$1");
    if (canonical.length() > LONGEST || Math.abs(Long.parseLong(canonical)) > maxIndex) {
      throw Problem.of(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "index-beyond-limit",
              "index %s is beyond the limit: this service computes F(-%d) to F(%d)"
                  .formatted(shown(canonical), maxIndex, maxIndex))
          .with("maxIndex", maxIndex)
          .thrown();
    }
    return Long.parseLong(canonical);
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

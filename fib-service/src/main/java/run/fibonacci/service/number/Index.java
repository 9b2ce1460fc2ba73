package run.fibonacci.service.number;

import io.micronaut.http.HttpStatus;
import run.fibonacci.service.problem.Problem;

/// Reads integers that a client wrote: an index, or a value of any length.
final class Index {
  /// All numbers of so many characters fit a `long`.
  private static final int LONGEST = 18;

  private static final int SHOWN = 40;

  private Index() {}

  /// The index that the text names.
  ///
  /// @throws run.fibonacci.service.problem.ProblemException if it is no integer, or beyond the
  ///   limit
  static long parse(String text, long maxIndex) {
    String canonical = canonical("index", text);
    if (canonical.length() > LONGEST || Math.abs(Long.parseLong(canonical)) > maxIndex) {
      throw beyond(canonical, maxIndex);
    }
    return Long.parseLong(canonical);
  }

  static RuntimeException beyond(String index, long maxIndex) {
    return Problem.of(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "index-beyond-limit",
            "index %s is beyond the limit: this service computes F(-%d) to F(%d)"
                .formatted(shown(index), maxIndex, maxIndex))
        .with("maxIndex", maxIndex)
        .thrown();
  }

  /// An integer without plus and leading zeros.
  ///
  /// @param name of what it is to be, for the problem that it is no integer
  static String canonical(String name, String text) {
    if (!isInteger(text)) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "not-an-integer",
              "%s \"%s\" is not an integer: write digits, with a leading minus if it is negative"
                  .formatted(name, shown(text)))
          .thrown();
    }
    int start = Character.isDigit(text.charAt(0)) ? 0 : 1;
    int digits = start;
    while (digits < text.length() - 1 && text.charAt(digits) == '0') {
      digits++;
    }
    boolean zero = digits == text.length() - 1 && text.charAt(digits) == '0';
    return (text.charAt(0) == '-' && !zero ? "-" : "") + text.substring(digits);
  }

  /// Digits with a sign or none; a plus comes as a space, as HTML forms have it. A regular
  /// expression takes as long as the rest of a small number's way.
  private static boolean isInteger(String text) {
    int start = !text.isEmpty() && "+ -".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
    for (int i = start; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > start;
  }

  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}

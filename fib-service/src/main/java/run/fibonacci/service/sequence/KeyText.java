package run.fibonacci.service.sequence;

import io.micronaut.http.HttpStatus;
import run.fibonacci.service.problem.Problem;

/// What a client may write as a key: up to 200 characters, none of them a control character.
final class KeyText {
  static final int LONGEST = 200;

  private KeyText() {}

  /// The key as it came.
  ///
  /// @param where what the client wrote it in, for the message
  /// @throws run.fibonacci.service.problem.ProblemException if it is empty, too long or not
  ///   printable
  static String check(String where, String key) {
    if (key.isEmpty()) {
      throw invalid(where + " is empty: leave it out, or give it a value");
    }
    if (key.length() > LONGEST) {
      throw invalid(
          "%s has %d characters: at most %d are allowed".formatted(where, key.length(), LONGEST));
    }
    if (key.chars().anyMatch(Character::isISOControl)) {
      throw invalid(where + " has a control character: use printable ones");
    }
    return key;
  }

  private static RuntimeException invalid(String detail) {
    return Problem.of(HttpStatus.BAD_REQUEST, "invalid-key", detail).thrown();
  }
}

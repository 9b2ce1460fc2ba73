package run.fibonacci.service.signon.issuer;

import io.micronaut.http.HttpStatus;
import run.fibonacci.service.problem.Problem;
import run.fibonacci.service.problem.ProblemException;

/// The two ways of not being signed on (RFC 6750, section 3).
public final class Unauthorized {
  private Unauthorized() {}

  /// Nothing came that could be believed or not.
  public static ProblemException missing(String detail) {
    return Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-on", detail).thrown();
  }

  /// A token came, and is not believed.
  static ProblemException invalid(String why) {
    return Problem.of(
            HttpStatus.UNAUTHORIZED, "invalid-token", "the bearer token is refused: " + why)
        .with("error", "invalid_token")
        .thrown();
  }
}

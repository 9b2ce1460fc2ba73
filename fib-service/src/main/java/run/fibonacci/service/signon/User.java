package run.fibonacci.service.signon;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/// Someone who signed on.
///
/// @param issuer who vouches for it
/// @param id the value of the user claim: the same on all of the user's devices
/// @param name what to call the user on the page
public record User(String issuer, String id, String name) {
  private static final String ATTRIBUTE = User.class.getName();

  /// The user that a request was found to come from.
  public static Optional<User> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, User.class);
  }

  void attachTo(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}

package run.fibonacci.service.signon;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.problem.Problem;
import run.fibonacci.service.signon.issuer.Tokens;
import run.fibonacci.service.signon.issuer.Unauthorized;
import run.fibonacci.service.signon.login.Sessions;
import run.fibonacci.service.signon.login.Sessions.Session;

/// Finds out whose sequence a request is about: the user of its bearer token, else of its sign-in
/// cookie, else nobody's, which is refused unless anonymous callers are allowed. Numbers are
/// everybody's: they never get here.
@ServerFilter("/sequence/**")
@Order(10)
@Requires(property = SignOnSettings.SIGN_ON)
final class SignOnFilter {
  private static final String SESSION_KEY = "Session-Key";
  private static final String BEARER = "bearer ";

  private final SignOnSettings settings;
  private final Tokens tokens;
  private final Optional<Sessions> sessions;

  SignOnFilter(SignOnSettings settings, Tokens tokens, Optional<Sessions> sessions) {
    this.settings = settings;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  @RequestFilter
  CompletionStage<HttpRequest<?>> identify(HttpRequest<?> request) {
    return user(request)
        .thenApply(user -> {
          check(request, user);
          user.ifPresent(known -> known.attachTo(request));
          return request;
        });
  }

  private CompletionStage<Optional<User>> user(HttpRequest<?> request) {
    String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      return CompletableFuture.completedFuture(signedIn(request));
    }
    if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Unauthorized.missing(
          "the header Authorization has no bearer token: send \"Bearer\" and a token");
    }
    return tokens
        .bearer(authorization.substring(BEARER.length()).strip())
        .thenApply(claims -> Optional.of(claims.user()));
  }

  private Optional<User> signedIn(HttpRequest<?> request) {
    return switch (sessions.map(all -> all.find(request)).orElse(new Session.None())) {
      case Session.Open(User user, var ignored) -> Optional.of(user);
      case Session.None() -> Optional.empty();
      case Session.Ended() -> throw Unauthorized.missing("the sign-in has ended: sign in again");
    };
  }

  private void check(HttpRequest<?> request, Optional<User> user) {
    boolean hasKey = request.getHeaders().contains(SESSION_KEY);
    if (user.isPresent() && hasKey) {
      throw Problem.of(
              HttpStatus.BAD_REQUEST,
              "two-callers",
              "the request is signed on and has the header Session-Key: leave out one of them, each"
                  + " has a sequence of its own")
          .thrown();
    }
    if (user.isEmpty() && !settings.anonymous()) {
      throw Unauthorized.missing(
          hasKey
              ? "sequences are for users who signed on, a session key is not enough: send a bearer"
                  + " token of "
                  + settings.issuer()
              : "sequences are for users who signed on: send a bearer token of "
                  + settings.issuer());
    }
  }
}

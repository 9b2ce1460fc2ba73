package run.fibonacci.service.signon.login;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.signon.User;

/// The cookie of a browser that signed in: it says who the user is, to the pods alone.
@Singleton
@Requires(property = SignOnSettings.SIGN_IN)
public final class Sessions {
  static final String COOKIE = "signed-in";

  /// A working day. The issuer is not asked again before, so this is also how long a user whom it
  /// locked out can go on.
  static final Duration LIFE = Duration.ofHours(8);

  /// A browser keeps about 4,000 characters: beyond this the token that makes signing out smoother
  /// is left out.
  private static final int LONGEST_ID_TOKEN = 2_000;

  private final Seal seal;
  private final Cookies cookies;

  Sessions(SignOnSettings settings, Cookies cookies, Clock clock) {
    String secret = settings.client().orElseThrow().cookieKey();
    seal = new Seal(secret, COOKIE, settings.issuer(), clock);
    this.cookies = cookies;
  }

  /// What a request's cookie says.
  public sealed interface Session {
    /// The request has no such cookie.
    record None() implements Session {}

    /// It has one that does not count, or not any more.
    record Ended() implements Session {}

    /// @param idToken what to show the issuer when signing out, or empty
    record Open(User user, String idToken) implements Session {}
  }

  public Session find(HttpRequest<?> request) {
    return request
        .getCookies()
        .findCookie(COOKIE)
        .<Session>map(
            cookie -> seal.open(cookie.getValue()).map(Sessions::open).orElse(new Session.Ended()))
        .orElse(new Session.None());
  }

  private static Session open(JWTClaimsSet claims) {
    return claims.getClaim("id") instanceof String id
            && claims.getClaim("name") instanceof String name
            && claims.getClaim("token") instanceof String token
        ? new Session.Open(new User(claims.getIssuer(), id, name), token)
        : new Session.Ended();
  }

  /// The cookie that begins a session. A page of another site cannot make a browser send it.
  Cookie begin(HttpRequest<?> request, User user, String idToken) {
    String hint = idToken.length() <= LONGEST_ID_TOKEN ? idToken : "";
    String sealed =
        seal.seal(Map.of("id", user.id(), "name", shortened(user.name()), "token", hint), LIFE);
    return cookies.make(request, COOKIE, sealed, SameSite.Strict, LIFE);
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100);
  }

  /// The cookie that ends it.
  public Cookie end(HttpRequest<?> request) {
    return cookies.remove(request, COOKIE, SameSite.Strict);
  }
}

package run.fibonacci.service.sequence;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import run.fibonacci.service.signon.Origin;
import run.fibonacci.service.signon.User;

/// Who asks: the user who signed on, or else whoever holds a session key. It comes in the header
/// `Session-Key` or else the cookie `session-key`; who brings none is given a new one in both.
///
/// @param session what the store knows this caller by
/// @param newKey the session key, if it was made for this request
/// @param secure whether cookies shall only travel by https
record Caller(Digest session, Optional<String> newKey, boolean secure) {
  static final String HEADER = "Session-Key";
  static final String COOKIE = "session-key";
  private static final Duration COOKIE_AGE = Duration.ofDays(365);
  private static final int KEY_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// The caller of a request.
  ///
  /// @throws run.fibonacci.service.problem.ProblemException if its session key cannot be one
  static Caller of(HttpRequest<?> request) {
    boolean secure = Origin.of(request).https();
    return User.of(request)
        .map(user -> new Caller(Digest.of("user", user.issuer(), user.id()), secure))
        .or(() -> givenKey(request).map(key -> new Caller(session(key), secure)))
        .orElseGet(() -> anew(randomKey(), secure));
  }

  private Caller(Digest session, boolean secure) {
    this(session, Optional.empty(), secure);
  }

  private static Caller anew(String key, boolean secure) {
    return new Caller(session(key), Optional.of(key), secure);
  }

  private static Optional<String> givenKey(HttpRequest<?> request) {
    return Optional.ofNullable(request.getHeaders().get(HEADER))
        .map(key -> KeyText.check("the header " + HEADER, key))
        .or(() ->
            request
                .getCookies()
                .findCookie(COOKIE)
                .map(Cookie::getValue)
                .map(key -> KeyText.check("the cookie " + COOKIE, key)));
  }

  private static String randomKey() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Digest session(String key) {
    return Digest.of("session-key", key);
  }

  /// Hands a new key back; one that the caller brought is not repeated.
  <T> MutableHttpResponse<T> handBack(MutableHttpResponse<T> response) {
    newKey.ifPresent(key -> response.header(HEADER, key).cookie(cookie(key)));
    return response;
  }

  private Cookie cookie(String key) {
    return Cookie.of(COOKIE, key)
        .path("/")
        .httpOnly(true)
        .sameSite(SameSite.Lax)
        .secure(secure)
        .maxAge(COOKIE_AGE);
  }
}

package run.fibonacci.service.sequence;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/// Who asks: whoever holds a session key. It comes in the header `Session-Key` or else the cookie
/// `session-key`; who brings none is given a new one in both.
///
/// @param key the session key
/// @param isNew whether it was made for this request
/// @param secure whether the request came by https
record Caller(String key, boolean isNew, boolean secure) {
  static final String HEADER = "Session-Key";
  static final String COOKIE = "session-key";
  private static final Duration COOKIE_AGE = Duration.ofDays(365);
  private static final int KEY_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// The caller of a request.
  ///
  /// @throws run.fibonacci.service.problem.ProblemException if its session key cannot be one
  static Caller of(HttpRequest<?> request) {
    boolean secure =
        request.isSecure()
            || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
    return givenKey(request)
        .map(key -> new Caller(key, false, secure))
        .orElseGet(() -> new Caller(newKey(), true, secure));
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

  private static String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// What the store knows this caller by.
  Digest session() {
    return Digest.of("session-key", key);
  }

  /// Hands a new key back; one that the caller brought is not repeated.
  <T> MutableHttpResponse<T> handBack(MutableHttpResponse<T> response) {
    if (isNew) {
      response.header(HEADER, key).cookie(cookie());
    }
    return response;
  }

  private Cookie cookie() {
    return Cookie.of(COOKIE, key)
        .path("/")
        .httpOnly(true)
        .sameSite(SameSite.Lax)
        .secure(secure)
        .maxAge(COOKIE_AGE);
  }
}

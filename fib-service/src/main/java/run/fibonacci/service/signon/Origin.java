package run.fibonacci.service.signon;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the browser that sent a request sees this service. Behind an ingress that is what the
/// ingress says in `X-Forwarded-Proto`.
///
/// @param https whether the browser came by https
/// @param authority host and port, as in the header `Host`
public record Origin(boolean https, String authority) {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]+)?");

  public static Origin of(HttpRequest<?> request) {
    boolean https =
        request.isSecure()
            || "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
    return new Origin(
        https, Optional.ofNullable(request.getHeaders().get(HttpHeaders.HOST)).orElse(""));
  }

  /// Whether cookies shall only travel by https: always, but on plain http within one machine.
  public boolean secureCookies() {
    return https || !isLoopback();
  }

  /// Whether a cookie that this service sets would come back: by https, or within one machine.
  public boolean keepsCookies() {
    return https || isLoopback();
  }

  private boolean isLoopback() {
    return LOOPBACK.matcher(authority).matches();
  }

  /// This origin with a path.
  public String url(String path) {
    return (https ? "https://" : "http://") + authority + path;
  }

  /// Whether a request may act in the name of the cookies it brings: not if a page of another site
  /// made the browser send it. What is no browser sends neither header.
  ///
  /// Source: the Fetch Metadata headers, and the header Origin where they are missing.
  public static boolean isOwn(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    return origin == null || authority(origin).equalsIgnoreCase(of(request).authority);
  }

  private static String authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}

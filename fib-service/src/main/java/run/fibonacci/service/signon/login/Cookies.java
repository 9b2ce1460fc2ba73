package run.fibonacci.service.signon.login;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerContextPathProvider;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import run.fibonacci.service.SignOnSettings;
import run.fibonacci.service.signon.Origin;

/// Cookies of this service: out of scripts' reach, and only for its own paths.
@Singleton
@Requires(property = SignOnSettings.SIGN_IN)
final class Cookies {
  private final String root;

  Cookies(ServerContextPathProvider paths) {
    this.root = root(paths.getContextPath());
  }

  private static String root(@Nullable String contextPath) {
    return contextPath == null ? "/" : contextPath.replaceFirst("/*$", "/");
  }

  /// The path of the page, with a slash at its end.
  String root() {
    return root;
  }

  Cookie make(HttpRequest<?> request, String name, String value, SameSite site, Duration life) {
    return Cookie.of(name, value)
        .path(root)
        .httpOnly(true)
        .secure(Origin.of(request).secureCookies())
        .sameSite(site)
        .maxAge(life);
  }

  Cookie remove(HttpRequest<?> request, String name, SameSite site) {
    return make(request, name, "", site, Duration.ZERO);
  }
}

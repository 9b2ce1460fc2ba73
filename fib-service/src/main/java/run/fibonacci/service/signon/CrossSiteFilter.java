package run.fibonacci.service.signon;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerContextPathProvider;
import java.util.Objects;
import java.util.Set;
import run.fibonacci.service.problem.Problem;

/// Refuses what another site's page makes a browser do in the name of its cookies. What finds the
/// index of a number does nothing in anybody's name.
///
/// The framework would compare a narrower pattern with each path anew, also with those of numbers,
/// which are most: that takes a tenth of what a small one does.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(0)
final class CrossSiteFilter {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final String open;

  CrossSiteFilter(ServerContextPathProvider paths) {
    open = Objects.requireNonNullElse(paths.getContextPath(), "") + "/fibonacci/index-of";
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (!SAFE.contains(request.getMethod())
        && request.getHeaders().contains(HttpHeaders.COOKIE)
        && !request.getPath().equals(open)
        && !Origin.isOwn(request)) {
      throw Problem.of(
              HttpStatus.FORBIDDEN,
              "cross-site-request",
              "a page of another site sent this with the cookies of its visitor: send a session key"
                  + " or a bearer token in a header, without cookies")
          .thrown();
    }
  }
}

package run.fibonacci.service.metrics;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the path of a request is called: `/fibonacci/{n}`, whatever the number is.
public final class RouteName {
  private static final Pattern RULE = Pattern.compile("\\{(\\w+):[^}]*}");

  private RouteName() {}

  /// The name, unless no route has the path.
  public static Optional<String> of(HttpRequest<?> request) {
    return Optional.ofNullable(route(request)).map(RouteName::of);
  }

  static @Nullable UriRouteInfo<?, ?> route(HttpRequest<?> request) {
    RouteMatch<?> match = RouteAttributes.getRouteMatch(request).orElse(null);
    return match instanceof UriRouteMatch<?, ?> route ? route.getRouteInfo() : null;
  }

  /// Without the rule that a variable may have.
  static String of(UriRouteInfo<?, ?> route) {
    return RULE.matcher(route.getUriMatchTemplate().toPathString()).replaceAll("{$1}");
  }
}

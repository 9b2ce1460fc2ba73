package run.fibonacci.service.security;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Tells browsers with every answer to take it for what it is: data, not a page that runs
/// something, nor a part of another site's page. Pages bring a policy of their own.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class SecurityHeaders {
  private static final String POLICY = "Content-Security-Policy";

  private final boolean otherSites;

  SecurityHeaders(@Value("${micronaut.server.cors.enabled:false}") boolean otherSites) {
    this.otherSites = otherSites;
  }

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Cross-Origin-Resource-Policy", otherSites ? "cross-origin" : "same-origin");
    if (otherSites) {
      // A cache must not give one site the permission of another, or none.
      headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (!headers.contains(POLICY)) {
      headers.set(POLICY, "default-src 'none'; frame-ancestors 'none'");
    }
  }
}

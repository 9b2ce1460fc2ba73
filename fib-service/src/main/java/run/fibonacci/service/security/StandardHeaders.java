package run.fibonacci.service.security;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;

/// Says with every answer when it was given, and tells browsers to take it for what it is: data,
/// not a page that runs something, nor a part of another site's page. Pages bring a policy of their
/// own.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class StandardHeaders {
  private static final AsciiString TYPE_OPTIONS = AsciiString.cached("X-Content-Type-Options");
  private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
  private static final AsciiString RESOURCE_POLICY =
      AsciiString.cached("Cross-Origin-Resource-Policy");
  private static final AsciiString ANY_SITE = AsciiString.cached("cross-origin");
  private static final AsciiString OWN_SITE = AsciiString.cached("same-origin");
  private static final AsciiString NO_PAGE =
      AsciiString.cached("default-src 'none'; frame-ancestors 'none'");

  private final DateText date = new DateText();
  private final boolean otherSites;

  StandardHeaders(@Value("${micronaut.server.cors.enabled:false}") boolean otherSites) {
    this.otherSites = otherSites;
  }

  @ResponseFilter
  void add(MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set(HttpHeaderNames.DATE, date.at(System.currentTimeMillis()));
    headers.set(TYPE_OPTIONS, NOSNIFF);
    headers.set(RESOURCE_POLICY, otherSites ? ANY_SITE : OWN_SITE);
    if (otherSites) {
      // A cache must not give one site the permission of another, or none.
      headers.add(HttpHeaderNames.VARY, HttpHeaders.ORIGIN);
    }
    if (!headers.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
      headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, NO_PAGE);
    }
  }
}

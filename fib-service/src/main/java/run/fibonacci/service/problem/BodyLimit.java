package run.fibonacci.service.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Refuses a request that announces a large body: only one path reads any.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BodyLimit {
  private static final String READ = "/fibonacci/index-of";
  private static final long MAX_BYTES_READ = 1_048_576;
  private static final long MAX_BYTES = 65_536;

  @RequestFilter
  void check(HttpRequest<?> request) {
    boolean read = request.getPath().endsWith(READ);
    long max = read ? MAX_BYTES_READ : MAX_BYTES;
    if (request.getContentLength() > max) {
      throw Problem.of(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE,
              "request-too-large",
              "the request's body has %d bytes: %s"
                  .formatted(
                      request.getContentLength(),
                      read
                          ? "at most " + max + " are read"
                          : "send none, at most " + max + " are passed over"))
          .with("maxBytes", max)
          .thrown();
    }
  }
}

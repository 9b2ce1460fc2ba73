package run.fibonacci.service.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Refuses a request that announces a large body: none is ever read.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class BodyLimit {
  private static final long MAX_BYTES = 65_536;

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (request.getContentLength() > MAX_BYTES) {
      throw Problem.of(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE,
              "request-too-large",
              "the request's body has %d bytes: send none, at most %d are passed over"
                  .formatted(request.getContentLength(), MAX_BYTES))
          .with("maxBytes", MAX_BYTES)
          .thrown();
    }
  }
}

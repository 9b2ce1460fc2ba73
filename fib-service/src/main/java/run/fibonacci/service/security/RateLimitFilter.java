package run.fibonacci.service.security;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import run.fibonacci.service.OwnRequests;
import run.fibonacci.service.RateLimit;
import run.fibonacci.service.problem.Problem;
import run.fibonacci.service.signon.User;

/// Refuses a caller who asks too often: the user who signed on, or else whoever shares the address.
/// The sign-on before it finds out who that is.
@ServerFilter({"/fibonacci/**", "/sequence/**"})
@Order(20)
@Requires(property = RateLimit.RATE_LIMIT)
final class RateLimitFilter {
  private static final double SECOND = 1e9;

  private final RateLimit limit;
  private final Buckets buckets;
  private final OwnRequests own;

  RateLimitFilter(RateLimit limit, OwnRequests own) {
    this.limit = limit;
    this.own = own;
    buckets = new Buckets(limit);
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (own.include(request)) {
      return;
    }
    long wait = buckets.take(caller(request), System.nanoTime());
    if (wait > 0) {
      long seconds = (long) Math.ceil(wait / SECOND);
      throw Problem.of(
              HttpStatus.TOO_MANY_REQUESTS,
              "rate-limit-exceeded",
              "more than %d requests a second came from you: come again in %d s"
                  .formatted(limit.perSecond(), seconds))
          .with("perSecond", limit.perSecond())
          .with(Problem.RETRY_AFTER, seconds)
          .thrown();
    }
  }

  private String caller(HttpRequest<?> request) {
    return User.of(request)
        .map(user -> user.issuer() + " " + user.id())
        .orElseGet(() -> ClientAddress.of(request, limit.addressHeader()));
  }
}

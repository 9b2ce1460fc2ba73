package run.fibonacci.service;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.endpoint.health.filter.HealthResultFilter;

/// Gives what is not healthy the status 503, as the framework's own filter does. That one names its
/// paths, and each request of the service is compared with each of them: 6 percent of its time.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Replaces(HealthResultFilter.class)
final class HealthFilter extends HealthResultFilter {
  HealthFilter(HealthEndpoint endpoint) {
    super(endpoint);
  }

  @ResponseFilter
  @Override
  public void doFilter(MutableHttpResponse<?> response) {
    super.doFilter(response);
  }
}

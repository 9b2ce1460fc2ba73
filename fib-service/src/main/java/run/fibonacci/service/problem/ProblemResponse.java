package run.fibonacci.service.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Map;

/// Puts a [Problem] into a response.
final class ProblemResponse {
  private static final MediaType PROBLEM_JSON = MediaType.of("application/problem+json");

  private ProblemResponse() {}

  /// Whatever is unavailable now is asked for again after a second, unless the problem knows
  /// better: it is either back or still away.
  static MutableHttpResponse<Map<String, Object>> fill(
      MutableHttpResponse<?> response, Problem problem, HttpRequest<?> request) {
    response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    Object later = problem.members().get(Problem.RETRY_AFTER);
    if (later != null || problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
      response.header(HttpHeaders.RETRY_AFTER, String.valueOf(later == null ? 1 : later));
    }
    Object allowed = problem.members().get(Problem.ALLOWED);
    if (allowed != null) {
      response.header(HttpHeaders.ALLOW, String.valueOf(allowed));
    }
    if (problem.status() == HttpStatus.UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(problem));
    }
    return response.contentType(PROBLEM_JSON).body(problem.body(request.getPath()));
  }

  /// RFC 6750, section 3.
  private static String challenge(Problem problem) {
    Object error = problem.members().get("error");
    return "Bearer realm=\"fibonacci\"" + (error == null ? "" : ", error=\"" + error + "\"");
  }
}

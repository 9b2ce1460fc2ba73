package run.fibonacci.service.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers a request that ended with a [ProblemException].
@Singleton
final class ProblemHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private final Rejections rejections;

  ProblemHandler(Rejections rejections) {
    this.rejections = rejections;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
    Problem problem = exception.problem();
    rejections.count(problem);
    LOG.debug(
        "{} {}: {} {}", request.getMethodName(), path(request), problem.name(), problem.detail());
    return ProblemResponse.fill(HttpResponse.status(problem.status()), problem, request);
  }

  /// As it came: a line end in it stays encoded.
  private static String path(HttpRequest<?> request) {
    return request.getUri().getRawPath();
  }
}

package run.fibonacci.service.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/// Words what the framework refuses before a controller sees it: no such path, method or media
/// type, or no HTTP.
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Map<String, Object>> {
  private static final String PATHS =
      "GET /fibonacci/{n}, GET /fibonacci?from=&count=, GET /fibonacci/index-of/{value},"
          + " POST /fibonacci/index-of, POST /sequence/next, GET /sequence, DELETE /sequence";

  private final NettyHttpServerConfiguration server;

  FrameworkProblems(NettyHttpServerConfiguration server) {
    this.server = server;
  }

  @Override
  public MutableHttpResponse<Map<String, Object>> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return ProblemResponse.fill(response, problem(context, response), context.getRequest());
  }

  private Problem problem(ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    HttpStatus status = response.status();
    return switch (status) {
      case NOT_FOUND ->
          Problem.of(
              status,
              "no-such-path",
              "there is nothing at %s: this service has %s".formatted(request.getPath(), PATHS));
      case METHOD_NOT_ALLOWED ->
          Problem.of(
              status,
              "method-not-allowed",
              "%s is not allowed at %s: use %s"
                  .formatted(request.getMethodName(), request.getPath(), allowed(response)));
      case NOT_ACCEPTABLE ->
          Problem.of(
              status,
              "not-acceptable",
              "%s cannot be given as %s: accept application/json"
                  .formatted(request.getPath(), accepted(request)));
      case REQUEST_ENTITY_TOO_LARGE ->
          Problem.of(
              status,
              "request-too-large",
              "the request is too large: its first line may have %d bytes, its headers %d together, its body %d"
                  .formatted(
                      server.getMaxInitialLineLength(),
                      server.getMaxHeaderSize(),
                      server.getMaxRequestSize()));
      case BAD_REQUEST ->
          Problem.of(status, "invalid-request", unreadable(status, messages(context)));
      default ->
          status.getCode() >= 500
              ? Problem.of(
                  status, "internal-error", "the service failed: its log says why; try again later")
              : Problem.of(status, "invalid-request", messages(context));
    };
  }

  /// What cannot even be parsed has no message of its own.
  private static String unreadable(HttpStatus status, String messages) {
    return messages.equals(status.getReason())
        ? "the request is not HTTP as RFC 9112 has it: a header, for one, may have no control"
            + " characters, whether a key or a cookie is in it or something else"
        : messages;
  }

  private static String allowed(MutableHttpResponse<?> response) {
    return String.join(", ", response.getHeaders().getAll(HttpHeaders.ALLOW)).replace(",", ", ");
  }

  private static String accepted(HttpRequest<?> request) {
    return request.accept().stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String messages(ErrorContext context) {
    return context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
  }
}

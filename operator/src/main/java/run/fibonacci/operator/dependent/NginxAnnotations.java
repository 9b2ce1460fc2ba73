package run.fibonacci.operator.dependent;

import java.util.Map;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciServiceSpec;
import run.fibonacci.api.v1.Limits;

/// What F5's NGINX Ingress Controller has to be told to pass on all that the pods take and give
/// (its documentation, "Advanced configuration with Annotations"). Other controllers pass over it.
final class NginxAnnotations {
  private static final String PREFIX = "nginx.org/";

  /// More than the pods read: the sentence that says how much they do comes from them.
  private static final String LARGEST_BODY = "2m";

  private static final String REQUEST_TIMEOUT = "30s";
  private static final long MARGIN_SECONDS = 30;

  private NginxAnnotations() {}

  static Map<String, String> of(FibonacciServiceSpec spec) {
    return Map.of(
        PREFIX + "client-max-body-size",
        LARGEST_BODY,
        // a range comes number by number, and a large number never goes to the controller's disk
        PREFIX + "proxy-buffering",
        "False",
        PREFIX + "proxy-read-timeout",
        patience(spec) + "s");
  }

  /// Seconds between a request and its answer. The pod gives up first, and says why.
  private static long patience(FibonacciServiceSpec spec) {
    var timeout =
        Optional.ofNullable(spec.limits()).map(Limits::requestTimeout).orElse(REQUEST_TIMEOUT);
    return seconds(timeout) + MARGIN_SECONDS;
  }

  /// @param duration as the resource's rule lets it through: 500ms, 30s or 2m
  private static long seconds(String duration) {
    var number = Long.parseLong(duration.replaceAll("\\D", ""));
    return switch (duration.replaceAll("\\d", "")) {
      case "ms" -> Math.ceilDiv(number, 1000);
      case "m" -> number * 60;
      default -> number;
    };
  }
}

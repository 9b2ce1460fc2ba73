package run.fibonacci.service;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where traces are sent. Without an endpoint there are none, and nothing of them is loaded.
///
/// @param endpoint of a collector that takes OTLP over HTTP, without the path of traces
/// @param percent how many of a hundred requests are traced; where a caller says whether its own
///   trace is kept, that holds
public record TracingSettings(String endpoint, int percent) {
  /// The property that is set where there is tracing.
  public static final String TRACING = "fibonacci.tracing";

  private static final Setting.Text ENDPOINT =
      new Setting.Text(
          "FIBONACCI_TRACING_ENDPOINT",
          "a collector's URL, like http://otel-collector:4318",
          "",
          "Where traces go, by OTLP over HTTP; without it there are none");
  private static final Setting.Whole PERCENT =
      new Setting.Whole(
          "FIBONACCI_TRACING_PERCENT",
          0,
          100,
          100,
          "How many of a hundred requests are traced; what a caller's `traceparent` says holds");

  static final List<Setting> SETTINGS = List.of(ENDPOINT, PERCENT);

  /// The tracing that the environment asks for, if any.
  ///
  /// @throws IllegalArgumentException if a setting has no such value
  static Optional<TracingSettings> of(Map<String, String> variables) {
    var environment = new EnvironmentSettings(variables);
    int percent = (int) environment.number(PERCENT);
    return environment.has(ENDPOINT)
        ? Optional.of(new TracingSettings(endpoint(environment), percent))
        : Optional.empty();
  }

  private static String endpoint(EnvironmentSettings environment) {
    String endpoint = environment.text(ENDPOINT).strip();
    if (!isHttp(endpoint)) {
      throw EnvironmentSettings.wrong(ENDPOINT, endpoint);
    }
    return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
  }

  private static boolean isHttp(String endpoint) {
    try {
      URI uri = URI.create(endpoint);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// What switches the beans of tracing on.
  static Map<String, Object> properties(Optional<TracingSettings> tracing) {
    return tracing.isPresent() ? Map.of(TRACING, true) : Map.of();
  }
}

package run.fibonacci.service;

import io.micronaut.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Which other sites' pages may use the service from a browser (CORS). Their requests carry no
/// cookies: they have a sequence by session key or bearer token.
final class CrossOriginSettings {
  private static final String ANY = "*";
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+");
  private static final String PREFIX = "micronaut.server.cors.configurations.pages.";

  private static final Setting.Text ORIGINS =
      new Setting.Text(
          "FIBONACCI_CORS_ORIGINS",
          "origins with commas between, like https://app.example.com,https://example.org, or * for"
              + " all",
          "",
          "Which other sites' pages may use the service from a browser");

  static final List<Setting> SETTINGS = List.of(ORIGINS);

  private CrossOriginSettings() {}

  /// The properties that the environment asks for.
  ///
  /// @throws IllegalArgumentException if one is no origin
  static Map<String, Object> properties(Map<String, String> variables) {
    var environment = new EnvironmentSettings(variables);
    if (!environment.has(ORIGINS)) {
      return Map.of();
    }
    List<String> origins =
        Arrays.stream(environment.text(ORIGINS).split(",")).map(String::strip).toList();
    if (!origins.equals(List.of(ANY))
        && !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw EnvironmentSettings.wrong(ORIGINS, environment.text(ORIGINS));
    }
    return properties(origins);
  }

  private static Map<String, Object> properties(List<String> origins) {
    var properties = new HashMap<String, Object>();
    properties.put("micronaut.server.cors.enabled", true);
    if (!origins.equals(List.of(ANY))) {
      properties.put(PREFIX + "allowed-origins", origins);
    }
    properties.put(PREFIX + "allowed-methods", List.of("GET", "HEAD", "POST", "DELETE"));
    properties.put(
        PREFIX + "allowed-headers",
        List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.IF_NONE_MATCH,
            "Idempotency-Key",
            "Last-Event-ID",
            "Session-Key",
            "traceparent",
            "tracestate"));
    properties.put(
        PREFIX + "exposed-headers",
        List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, "Session-Key"));
    properties.put(PREFIX + "allow-credentials", false);
    properties.put(PREFIX + "max-age", 3_600);
    return properties;
  }
}

package run.fibonacci.operator.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks a running operator how it is, from a container that has no other program to ask with: the
/// chart's test.
public final class HealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private HealthCheck() {}

  /// Exits with 1 unless the URL, its one argument, answers 200.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request = HttpRequest.newBuilder(URI.create(arguments[0])).timeout(PATIENCE).build();
      var response = client.send(request, BodyHandlers.ofString());
      System.out.printf("%s: %d %s%n", arguments[0], response.statusCode(), response.body());
      if (response.statusCode() != 200) {
        System.exit(1);
      }
    }
  }
}

package run.fibonacci.operator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks an operator on this machine.
final class Http {

  private Http() {}

  static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + port + path);
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}

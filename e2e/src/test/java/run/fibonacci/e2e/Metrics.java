package run.fibonacci.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/// What a pod tells Prometheus.
final class Metrics {

  private Metrics() {}

  static String of(Fleet fleet, String pod) {
    var address =
        fleet.pods().stream()
            .filter(p -> p.getMetadata().getName().equals(pod))
            .map(p -> p.getStatus().getPodIP())
            .findFirst()
            .orElseThrow();
    var uri = URI.create("http://" + address + ":6766/prometheus");
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(pod + " does not show its metrics", e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

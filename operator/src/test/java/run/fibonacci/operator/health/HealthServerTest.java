package run.fibonacci.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class HealthServerTest {

  private final AtomicBoolean alive = new AtomicBoolean(true);
  private final AtomicBoolean ready = new AtomicBoolean(false);

  @Test
  void probes_and_prometheus_are_answered() throws Exception {
    var any = new InetSocketAddress("127.0.0.1", 0);
    try (var server = HealthServer.start(any, alive::get, ready::get, () -> "up 1\n")) {
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/metrics").body()).isEqualTo("up 1\n");

      ready.set(true);
      alive.set(false);
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(503);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> get(HealthServer server, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}

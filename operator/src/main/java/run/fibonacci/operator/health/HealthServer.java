package run.fibonacci.operator.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Serves `/healthz`, `/readyz` and `/metrics` over HTTP.
public final class HealthServer implements AutoCloseable {

  private final HttpServer server;

  private HealthServer(HttpServer server) {
    this.server = server;
  }

  /// Starts serving.
  ///
  /// @param alive false: the process should be restarted
  /// @param ready false: the operator is not there yet
  /// @param metrics all metrics, in the text format of Prometheus
  /// @throws UncheckedIOException when the address is taken
  public static HealthServer start(
      InetSocketAddress address,
      BooleanSupplier alive,
      BooleanSupplier ready,
      Supplier<String> metrics) {
    try {
      var server = HttpServer.create(address, 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/healthz", exchange -> verdict(exchange, alive.getAsBoolean()));
      server.createContext("/readyz", exchange -> verdict(exchange, ready.getAsBoolean()));
      server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
      server.start();
      return new HealthServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  private static void verdict(HttpExchange exchange, boolean good) throws IOException {
    answer(exchange, good ? 200 : 503, good ? "ok\n" : "not ok\n");
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    try (exchange) {
      var body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package run.fibonacci.local.node.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// A whole answer to an HTTP request.
record HttpAnswer(int status, String type, String body) {
  static HttpAnswer json(String body) {
    return new HttpAnswer(200, "application/json", body);
  }

  /// An error, in a sentence.
  static HttpAnswer error(int status, String sentence) {
    return new HttpAnswer(status, "text/plain; charset=utf-8", sentence + "\n");
  }

  void send(HttpExchange exchange) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

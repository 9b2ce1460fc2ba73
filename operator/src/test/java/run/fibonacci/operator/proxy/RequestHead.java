package run.fibonacci.operator.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// The request line and the headers of an HTTP/1.1 request.
record RequestHead(String text) {

  /// Reads up to the empty line.
  static RequestHead read(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      var next = in.read();
      if (next < 0) {
        throw new EOFException("the client went away");
      }
      bytes.write(next);
    }
    return new RequestHead(bytes.toString(StandardCharsets.US_ASCII));
  }

  Call call() {
    var line = text.substring(0, text.indexOf("\r\n")).split(" ");
    var path = line[1].replaceFirst("\\?.*", "");
    return new Call(Instant.now(), isWatch() ? "WATCH" : line[0], path);
  }

  boolean isWatch() {
    return lower().contains("\r\nupgrade: websocket");
  }

  int contentLength() {
    var lower = lower();
    var at = lower.indexOf("\r\ncontent-length:");
    return at < 0
        ? 0
        : Integer.parseInt(
            lower.substring(at + "\r\ncontent-length:".length()).lines().findFirst().get().strip());
  }

  /// What goes on to the API server: one request a connection, so that each one is seen.
  byte[] forwarded() {
    var head = isWatch() ? text : text.replaceFirst("\r\n", "\r\nConnection: close\r\n");
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  private String lower() {
    return text.toLowerCase(Locale.ROOT);
  }
}

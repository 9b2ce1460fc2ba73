package run.fibonacci.local.node.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.time.Duration;

/// What came back from asking once.
///
/// @param message what went wrong; empty when it passed
public record Answer(boolean passed, String message) {
  private static final Answer YES = new Answer(true, "");
  private static final int FIRST_GOOD = 200;
  private static final int FIRST_BAD = 400;

  /// Asks, on a connection of its own, and waits at most this long for each of the connection and
  /// the response.
  public static Answer to(ProbeCheck check, Duration timeout) {
    try {
      return switch (check) {
        case ProbeCheck.Http http -> get(http, timeout);
        case ProbeCheck.Tcp tcp -> connect(tcp, timeout);
      };
    } catch (IOException e) {
      return new Answer(false, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Answer get(ProbeCheck.Http http, Duration timeout) throws IOException {
    var connection = (HttpURLConnection) http.uri().toURL().openConnection();
    connection.setConnectTimeout(Math.toIntExact(timeout.toMillis()));
    connection.setReadTimeout(Math.toIntExact(timeout.toMillis()));
    connection.setRequestProperty("User-Agent", "kube-probe/1.35");
    connection.setRequestProperty("Connection", "close");
    http.headers().forEach(connection::setRequestProperty);
    try {
      int status = connection.getResponseCode();
      return status >= FIRST_GOOD && status < FIRST_BAD
          ? YES
          : new Answer(false, "HTTP probe failed with statuscode: " + status);
    } catch (IOException e) {
      return new Answer(false, "Get \"%s\": %s".formatted(http.uri(), e.getMessage()));
    } finally {
      connection.disconnect();
    }
  }

  private static Answer connect(ProbeCheck.Tcp tcp, Duration timeout) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(tcp.address(), Math.toIntExact(timeout.toMillis()));
      return YES;
    } catch (IOException e) {
      return new Answer(false, "dial tcp %s: %s".formatted(tcp.address(), e.getMessage()));
    }
  }
}

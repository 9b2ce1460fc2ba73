package run.fibonacci.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A client on a plain socket: it reads as much as it is told to, when it is told to, and can leave
/// at any time.
public final class Exchange implements AutoCloseable {
  private final Socket socket;
  private final InputStream input;

  private Exchange(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  /// Sends a request as it is written here.
  ///
  /// @param headers each with its line end
  public static Exchange send(RunningService service, String request, String... headers)
      throws IOException {
    URI uri = service.uri("/");
    var socket = new Socket(uri.getHost(), uri.getPort());
    var exchange = new Exchange(socket);
    String head = request + " HTTP/1.1\r\nHost: test\r\n" + String.join("\r\n", headers);
    String end = headers.length > 0 ? "\r\n\r\n" : "\r\n";
    socket.getOutputStream().write((head + end).getBytes(StandardCharsets.ISO_8859_1));
    return exchange;
  }

  /// The status line and the headers.
  public String head() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = input.read();
      if (next < 0) {
        throw new IOException("the connection ended in the head: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /// Reads so many bytes of what follows.
  public byte[] read(int bytes) throws IOException {
    return input.readNBytes(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

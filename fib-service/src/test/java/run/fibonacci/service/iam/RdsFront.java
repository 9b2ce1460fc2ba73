package run.fibonacci.service.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocket;
import run.fibonacci.service.iam.TokenService.Credentials;

/// Stands before a PostgreSQL as RDS does: TLS or nothing, and a signed token for a password. Who
/// has a good one talks to the real server from there on (PostgreSQL, "Message Flow").
final class RdsFront implements AutoCloseable {

  private static final int CLEARTEXT_PASSWORD = 3;

  private final ServerSocket listener;
  private final int postgres;
  private final ServerCertificate certificate;
  private final Credentials credentials;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<String> verdicts = new CopyOnWriteArrayList<>();

  private RdsFront(
      ServerSocket listener, int postgres, ServerCertificate certificate, Credentials credentials) {
    this.listener = listener;
    this.postgres = postgres;
    this.certificate = certificate;
    this.credentials = credentials;
  }

  /// Listens before the server on this port, and admits tokens that these credentials signed.
  static RdsFront start(int postgres, ServerCertificate certificate, Credentials credentials)
      throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var front = new RdsFront(listener, postgres, certificate, credentials);
    front.threads.submit(front::accept);
    return front;
  }

  int port() {
    return listener.getLocalPort();
  }

  /// What became of each log-in so far: `fibonacci admitted`, `fibonacci refused`, or `no TLS`.
  List<String> verdicts() {
    return verdicts;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var socket = listener.accept();
        sockets.add(socket);
        threads.submit(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var secured = secure(socket);
        var server = new Socket(InetAddress.getLoopbackAddress(), postgres)) {
      sockets.add(server);
      var in = new DataInputStream(secured.getInputStream());
      var out = new DataOutputStream(secured.getOutputStream());
      var startup = in.readNBytes(in.readInt() - Integer.BYTES);
      var user = user(startup);
      var token = LoginToken.parse(password(in, out));
      if (!token.admits(user, "localhost:" + port(), credentials, Instant.now())) {
        verdicts.add(user + " refused");
        refuse(out, "PAM authentication failed for user \"" + user + "\"");
        return;
      }
      verdicts.add(user + " admitted");
      var toServer = new DataOutputStream(server.getOutputStream());
      toServer.writeInt(startup.length + Integer.BYTES);
      toServer.write(startup);
      toServer.flush();
      var answers = threads.submit(() -> server.getInputStream().transferTo(out));
      in.transferTo(toServer);
      answers.cancel(true);
    } catch (IOException e) {
      // The client hung up: a test sees that for itself.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Answers an SSLRequest; anything else is a client that would send its token in the clear.
  private SSLSocket secure(Socket socket) throws IOException {
    var in = new DataInputStream(socket.getInputStream());
    in.readInt();
    if (in.readInt() != 80877103) {
      verdicts.add("no TLS");
      throw new IOException("not an SSLRequest");
    }
    socket.getOutputStream().write('S');
    var secured =
        (SSLSocket)
            certificate
                .context()
                .getSocketFactory()
                .createSocket(socket, null, socket.getPort(), true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private static String user(byte[] startup) {
    var words = new String(startup, Integer.BYTES, startup.length - Integer.BYTES, UTF_8);
    var parts = List.of(words.split("\0"));
    return parts.get(parts.indexOf("user") + 1);
  }

  private static String password(DataInputStream in, DataOutputStream out) throws IOException {
    out.writeByte('R');
    out.writeInt(2 * Integer.BYTES);
    out.writeInt(CLEARTEXT_PASSWORD);
    out.flush();
    if (in.readByte() != 'p') {
      throw new IOException("not a PasswordMessage");
    }
    var message = in.readNBytes(in.readInt() - Integer.BYTES);
    return new String(message, 0, message.length - 1, UTF_8);
  }

  private static void refuse(DataOutputStream out, String words) throws IOException {
    var fields = ("SFATAL\0VFATAL\0C28P01\0M" + words + "\0\0").getBytes(UTF_8);
    out.writeByte('E');
    out.writeInt(fields.length + Integer.BYTES);
    out.write(fields);
    out.flush();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}

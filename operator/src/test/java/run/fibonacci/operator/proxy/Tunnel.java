package run.fibonacci.operator.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A connection of the operator's and the one to the API server that goes with it.
final class Tunnel {

  private static final int BUFFER = 16_384;

  private final Socket client;
  private final Socket upstream;
  private final boolean watch;
  private volatile boolean silent;

  Tunnel(Socket client, Socket upstream, boolean watch) {
    this.client = client;
    this.upstream = upstream;
    this.watch = watch;
  }

  boolean isWatch() {
    return watch;
  }

  /// Passes on what comes from either side, until the API server's ends.
  void run() throws IOException {
    var outgoing = client.getInputStream();
    var incoming = upstream.getInputStream();
    Thread.ofVirtual().start(() -> pumpQuietly(outgoing, upstream));
    pump(incoming, client.getOutputStream());
    if (silent) {
      // what was forgotten is not ended either: the client has to find out for itself
      pump(outgoing, OutputStream.nullOutputStream());
    }
  }

  private void pumpQuietly(InputStream from, Socket to) {
    try {
      pump(from, to.getOutputStream());
    } catch (IOException gone) {
      // the other direction notices
    }
  }

  private void pump(InputStream from, OutputStream to) throws IOException {
    var buffer = new byte[BUFFER];
    for (var n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      if (!silent) {
        synchronized (this) {
          to.write(buffer, 0, n);
          to.flush();
        }
      }
    }
  }

  void silence() {
    silent = true;
  }

  void cut() {
    try {
      client.close();
      upstream.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  /// Says, as the API server does in the middle of a watch, that its history is gone.
  synchronized void expire() {
    try {
      client.getOutputStream().write(new Answer(410, "Expired").frame());
      client.getOutputStream().flush();
    } catch (IOException e) {
      // it has ended already
    }
    cut();
  }
}

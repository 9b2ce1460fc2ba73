package run.fibonacci.service;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A way to a server that a test can spoil: cut, silent, or led to another server.
public final class Line implements AutoCloseable {
  /// How bytes of a client go on to the server.
  public interface Passage {
    void pass(InputStream from, OutputStream to) throws IOException;
  }

  private final ServerSocket entrance;
  private final Passage passage;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile InetSocketAddress target;
  private boolean silent;

  private Line(ServerSocket entrance, InetSocketAddress target, Passage passage) {
    this.entrance = entrance;
    this.target = target;
    this.passage = passage;
    Thread.ofVirtual().name("line").start(this::accept);
  }

  public static Line to(String host, int port) {
    return to(host, port, InputStream::transferTo);
  }

  public static Line to(String host, int port, Passage passage) {
    try {
      var entrance = new ServerSocket(0, 50, InetAddress.getByName(Loopback.address()));
      return new Line(entrance, new InetSocketAddress(host, port), passage);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String host() {
    return entrance.getInetAddress().getHostAddress();
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /// Where new connections lead from now on.
  public void leadTo(int port) {
    target = new InetSocketAddress(target.getHostString(), port);
  }

  /// Ends all connections there are.
  public void cut() {
    sockets.forEach(Line::close);
  }

  /// Nothing arrives any more in either direction, and nobody is told.
  public synchronized void fallSilent() {
    silent = true;
  }

  /// What was held up arrives late.
  public synchronized void goOn() {
    silent = false;
    notifyAll();
  }

  private synchronized void awaitSound() throws IOException {
    try {
      while (silent) {
        wait();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entrance.accept();
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException e) {
      // The line was closed.
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket server = new Socket()) {
      sockets.add(client);
      sockets.add(server);
      // A message that comes in pieces is not held back for the answer to its first piece.
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(target);
      Thread back = Thread.ofVirtual().start(() -> pass(server, client, InputStream::transferTo));
      pass(client, server, passage);
      back.join();
      sockets.remove(client);
      sockets.remove(server);
    } catch (IOException | InterruptedException e) {
      // The client learns it by the end of its connection.
    }
  }

  private void pass(Socket from, Socket to, Passage how) {
    try {
      how.pass(from.getInputStream(), new Held(to.getOutputStream()));
      to.shutdownOutput();
    } catch (IOException e) {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    goOn();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  /// Writes nothing while the line is silent.
  private final class Held extends FilterOutputStream {
    private Held(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      awaitSound();
      out.write(bytes, offset, length);
    }
  }
}

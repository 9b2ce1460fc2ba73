package run.fibonacci.operator.proxy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/// Stands between one operator and the API server. It speaks plain HTTP with the operator, whose
/// token it passes on over TLS. It writes down each request, and makes trouble on demand.
public final class ApiProxy implements AutoCloseable {

  /// What becomes of connections.
  public enum Way {
    /// They are passed on.
    OPEN,
    /// They are cut, and no new one comes about.
    CUT,
    /// They stay, but nothing arrives on either side, ever again: as behind a router that forgot.
    SILENT
  }

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private final Config behind;
  private final SSLSocketFactory tls;
  private final ServerSocket server;
  private volatile Way way = Way.OPEN;
  private volatile Duration latency = Duration.ZERO;
  private volatile Function<Call, Optional<Answer>> answers = call -> Optional.empty();

  /// Listens on a loopback address.
  ///
  /// @param behind the way to the API server without the proxy, and the operator's rights
  public ApiProxy(Config behind) {
    this.behind = behind;
    try {
      tls = SSLUtils.sslContext(behind).getSocketFactory();
      server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// Where it listens.
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /// The way to the API server through the proxy.
  public Config config() {
    return new ConfigBuilder(behind).withMasterUrl(url()).withHttp2Disable(true).build();
  }

  /// Every request so far, oldest first.
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /// Every request so far that wants to change something.
  public List<Call> acts() {
    return calls.stream().filter(Call::acts).toList();
  }

  /// From now on, connections of old and new are treated in this way.
  public void way(Way next) {
    way = next;
    if (next != Way.OPEN) {
      tunnels.forEach(next == Way.CUT ? Tunnel::cut : Tunnel::silence);
    }
  }

  /// From now on, each request waits this long before it is passed on.
  public void latency(Duration next) {
    latency = next;
  }

  /// From now on, requests that the function has an answer to do not reach the API server.
  public void answer(Function<Call, Optional<Answer>> next) {
    answers = next;
  }

  /// Cuts everything that is under way, once.
  public void cut() {
    tunnels.forEach(Tunnel::cut);
  }

  /// Loses everything that is under way without a word, once; new connections get through.
  public void forget() {
    tunnels.forEach(Tunnel::silence);
  }

  /// Tells every open watch that what it asks for is no longer kept, and ends it.
  public void expireWatches() {
    tunnels.stream().filter(Tunnel::isWatch).forEach(Tunnel::expire);
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        var client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      cut();
    }
  }

  private void serve(Socket client) {
    try (client) {
      if (way == Way.CUT) {
        return;
      }
      var head = RequestHead.read(client.getInputStream());
      var call = head.call();
      calls.add(call);
      var body = client.getInputStream().readNBytes(head.contentLength());
      Thread.sleep(latency);
      var answer = answers.apply(call);
      if (way == Way.SILENT) {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } else if (answer.isPresent()) {
        client.getOutputStream().write(answer.get().http());
      } else {
        pass(client, head, body);
      }
    } catch (IOException | InterruptedException gone) {
      // either side may leave when it likes
    }
  }

  private void pass(Socket client, RequestHead head, byte[] body) throws IOException {
    var to = URI.create(behind.getMasterUrl());
    var address = InetAddress.getByName(to.getHost());
    try (var upstream = tls.createSocket(address, to.getPort())) {
      var tunnel = new Tunnel(client, upstream, head.isWatch());
      tunnels.add(tunnel);
      try {
        way(way);
        upstream.getOutputStream().write(head.forwarded());
        upstream.getOutputStream().write(body);
        tunnel.run();
      } finally {
        tunnels.remove(tunnel);
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

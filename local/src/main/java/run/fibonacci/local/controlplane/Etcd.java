package run.fibonacci.local.controlplane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import run.fibonacci.local.controlplane.Certificates.PemPair;
import run.fibonacci.local.process.Program;

/// The store behind the API server: a single member that talks only to who shows a certificate of
/// the platform's.
final class Etcd {
  private static final Duration READY = Duration.ofSeconds(30);
  private static final int CLIENT_PORT = 2379;
  private static final int PEER_PORT = 2380;

  private final Site site;
  private final Certificates certificates;
  private final PemPair server;
  private final InetSocketAddress address;

  Etcd(Site site, Certificates certificates) {
    this.site = site;
    this.certificates = certificates;
    this.server = certificates.server("etcd", site.block().node());
    this.address = site.endpoint(CLIENT_PORT);
  }

  /// Starts it and returns when it listens.
  Program start() throws InterruptedException {
    var program = site.start("etcd", command(Site.url(site.endpoint(PEER_PORT))));
    program.awaitReady(READY, this::accepts);
    return program;
  }

  InetSocketAddress address() {
    return address;
  }

  String url() {
    return Site.url(address);
  }

  private List<String> command(String peer) {
    return List.of(
        site.binaries().etcd().toString(),
        "--data-dir=" + site.home().resolve("etcd"),
        "--listen-client-urls=" + url(),
        "--advertise-client-urls=" + url(),
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--client-cert-auth",
        "--trusted-ca-file=" + certificates.authority(),
        "--cert-file=" + server.certificate(),
        "--key-file=" + server.key(),
        "--peer-client-cert-auth",
        "--peer-trusted-ca-file=" + certificates.authority(),
        "--peer-cert-file=" + server.certificate(),
        "--peer-key-file=" + server.key(),
        "--log-format=console",
        // one member has nobody to wait for
        "--heartbeat-interval=20",
        "--election-timeout=200",
        // the data goes with the platform: it need not survive a power cut
        "--unsafe-no-fsync");
  }

  private boolean accepts() {
    try (var socket = new Socket()) {
      socket.connect(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

package run.fibonacci.local.controlplane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import run.fibonacci.local.controlplane.Certificates.PemPair;
import run.fibonacci.local.process.Program;

/// kube-apiserver as on a real cluster: authentication by certificate or service account token,
/// RBAC, aggregated APIs, logs from the nodes.
final class ApiServer {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int PORT = 6443;

  private final Site site;
  private final Certificates certificates;
  private final PemPair serviceAccounts;
  private final InetSocketAddress address;
  private final List<String> command;

  ApiServer(Site site, Certificates certificates, String etcdUrl, List<String> audit) {
    this.site = site;
    this.certificates = certificates;
    this.serviceAccounts = certificates.serviceAccounts();
    this.address = site.endpoint(PORT);
    this.command =
        Stream.of(serving(), storage(etcdUrl), authentication(), nodes(), aggregation(), audit)
            .flatMap(List::stream)
            .toList();
  }

  InetSocketAddress address() {
    return address;
  }

  /// The private key that signs the tokens of service accounts.
  PemPair serviceAccounts() {
    return serviceAccounts;
  }

  /// Starts it and returns when `/readyz` says so.
  Program start() throws InterruptedException {
    var program = site.start("kube-apiserver", command);
    try (var http = HttpClient.newBuilder().sslContext(certificates.clientContext("up")).build()) {
      program.awaitReady(READY, () -> isReady(http));
    }
    return program;
  }

  private boolean isReady(HttpClient http) throws InterruptedException {
    var uri = URI.create(Site.url(address) + "/readyz");
    var request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> serving() {
    var node = site.block().node();
    var server = certificates.server("kube-apiserver", node, "kubernetes.default.svc");
    return List.of(
        site.binaries().kubeApiserver().toString(),
        "--bind-address=" + node,
        "--advertise-address=" + node,
        "--secure-port=" + address.getPort(),
        "--tls-cert-file=" + server.certificate(),
        "--tls-private-key-file=" + server.key(),
        // an Endpoints object may not hold a loopback address
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.96.0.0/16");
  }

  private List<String> storage(String etcdUrl) {
    var client = certificates.client("apiserver-etcd-client", "CN=kube-apiserver-etcd-client");
    return List.of(
        "--etcd-servers=" + etcdUrl,
        "--etcd-cafile=" + certificates.authority(),
        "--etcd-certfile=" + client.certificate(),
        "--etcd-keyfile=" + client.key());
  }

  private List<String> authentication() {
    return List.of(
        "--authorization-mode=RBAC",
        "--anonymous-auth=false",
        "--client-ca-file=" + certificates.authority(),
        "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
        "--service-account-key-file=" + serviceAccounts.certificate(),
        "--service-account-signing-key-file=" + serviceAccounts.key());
  }

  private List<String> nodes() {
    var client =
        certificates.client(
            "apiserver-kubelet-client", "O=system:masters,CN=kube-apiserver-kubelet-client");
    return List.of(
        "--kubelet-preferred-address-types=InternalIP",
        "--kubelet-certificate-authority=" + certificates.authority(),
        "--kubelet-client-certificate=" + client.certificate(),
        "--kubelet-client-key=" + client.key());
  }

  private List<String> aggregation() {
    var client = certificates.client("front-proxy-client", "CN=front-proxy-client");
    return List.of(
        "--requestheader-client-ca-file=" + certificates.authority(),
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-username-headers=X-Remote-User",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--proxy-client-cert-file=" + client.certificate(),
        "--proxy-client-key-file=" + client.key());
  }
}

package run.fibonacci.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClusterExtension.class)
final class NodeServerIT {
  private static final String REQUEST =
      "GET /apis/metrics.k8s.io/v1beta1 HTTP/1.0\r\nHost: node\r\n\r\n";

  @Test
  void onlyAClientWithACertificateGetsAnAnswer(TestCluster cluster) throws Exception {
    var known = cluster.certificates().serverContext("some-client").getSocketFactory();
    assertThat(ask(cluster, known)).contains("200 OK", "PodMetrics");
    // the alert, or the closed connection, whichever is noticed first
    assertThatThrownBy(() -> ask(cluster, stranger(cluster)))
        .isInstanceOfAny(SSLException.class, SocketException.class);
  }

  private static String ask(TestCluster cluster, SSLSocketFactory factory) throws IOException {
    var status = cluster.client().nodes().withName("here").get().getStatus();
    var address = status.getAddresses().getFirst().getAddress();
    int port = status.getDaemonEndpoints().getKubeletEndpoint().getPort();
    try (var socket = factory.createSocket(address, port)) {
      socket.getOutputStream().write(REQUEST.getBytes());
      return new String(socket.getInputStream().readAllBytes());
    }
  }

  /// Trusts the node but has no certificate to show.
  private static SSLSocketFactory stranger(TestCluster cluster) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var pem = Files.newInputStream(cluster.certificates().authority())) {
      var authority = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      trusted.setCertificateEntry("ca", authority);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}

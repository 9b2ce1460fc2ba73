package run.fibonacci.local.controlplane;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import run.fibonacci.local.controlplane.Certificates.PemPair;

/// Writes kubeconfig files: who one is, and where the API server is. Nothing outside the file is
/// referred to, so it can be copied.
final class Kubeconfig {
  private static final String CONTEXT = "fibonacci-local";

  private Kubeconfig() {}

  static Path write(Path file, InetSocketAddress server, Path authority, PemPair client) {
    var config =
        new ConfigBuilder()
            .withApiVersion("v1")
            .withKind("Config")
            .withCurrentContext(CONTEXT)
            .addNewCluster()
            .withName(CONTEXT)
            .withNewCluster()
            .withServer("https://" + server.getHostString() + ":" + server.getPort())
            .withCertificateAuthorityData(base64(authority))
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(CONTEXT)
            .withNewUser()
            .withClientCertificateData(base64(client.certificate()))
            .withClientKeyData(base64(client.key()))
            .endUser()
            .endUser()
            .addNewContext()
            .withName(CONTEXT)
            .withNewContext()
            .withCluster(CONTEXT)
            .withUser(CONTEXT)
            .endContext()
            .endContext()
            .build();
    try {
      return Files.writeString(file, Serialization.asYaml(config));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static String base64(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}

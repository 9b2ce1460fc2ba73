package run.fibonacci.local.controlplane;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.AuthInfoBuilder;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import run.fibonacci.local.controlplane.Certificates.PemPair;

/// Writes kubeconfig files, readable for their owner alone. Nothing outside the file is referred
/// to, so it can be copied.
///
/// @param server where the API server listens
/// @param authority PEM of the authority that signed its certificate
public record Kubeconfig(InetSocketAddress server, Path authority) {
  private static final String CONTEXT = "fibonacci-local";

  /// Writes one for whoever holds a certificate.
  Path write(Path file, PemPair client) {
    var user =
        new AuthInfoBuilder()
            .withClientCertificateData(base64(client.certificate()))
            .withClientKeyData(base64(client.key()))
            .build();
    return write(file, user, "default");
  }

  /// Writes one for whoever holds a token.
  ///
  /// @param namespace where its holder is at home
  public Path write(Path file, String token, String namespace) {
    return write(file, new AuthInfoBuilder().withToken(token).build(), namespace);
  }

  private Path write(Path file, AuthInfo user, String namespace) {
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
            .withUser(user)
            .endUser()
            .addNewContext()
            .withName(CONTEXT)
            .withNewContext()
            .withCluster(CONTEXT)
            .withUser(CONTEXT)
            .withNamespace(namespace)
            .endContext()
            .endContext()
            .build();
    return writePrivately(file, Serialization.asYaml(config));
  }

  private static Path writePrivately(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      return Files.writeString(file, text);
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

package run.fibonacci.local.node.launch;

import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import run.fibonacci.local.node.environment.PodFacts;

/// A pod's way to the API server, as its service account. A process cannot have a token mounted at
/// the path where clients look for one, so it gets a kubeconfig.
///
/// @param authority the certificate that the API server's is checked against, PEM
record ApiAccess(KubernetesClient client, Path authority) {
  private static final String CONTEXT = "pod";
  // as long as a platform may be up: nothing renews it
  private static final Duration VALIDITY = Duration.ofDays(30);

  /// Writes the kubeconfig and returns the variables that lead to it.
  Map<String, String> grant(PodFacts facts, Path kubeconfig) {
    var server = client.getMasterUrl();
    write(kubeconfig, server, token(facts), facts.namespace());
    return Map.of(
        "KUBECONFIG", kubeconfig.toString(),
        "KUBERNETES_SERVICE_HOST", server.getHost(),
        "KUBERNETES_SERVICE_PORT", String.valueOf(server.getPort()));
  }

  /// A token that dies with the pod.
  private String token(PodFacts facts) {
    var request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(VALIDITY.toSeconds())
            .withNewBoundObjectRef()
            .withApiVersion("v1")
            .withKind("Pod")
            .withName(facts.name())
            .withUid(facts.pod().getMetadata().getUid())
            .endBoundObjectRef()
            .endSpec()
            .build();
    return client
        .serviceAccounts()
        .inNamespace(facts.namespace())
        .withName(facts.pod().getSpec().getServiceAccountName())
        .tokenRequest(request)
        .getStatus()
        .getToken();
  }

  private void write(Path file, URL server, String token, String namespace) {
    var config =
        new ConfigBuilder()
            .withApiVersion("v1")
            .withKind("Config")
            .withCurrentContext(CONTEXT)
            .addNewCluster()
            .withName(CONTEXT)
            .withNewCluster()
            .withServer("https://" + server.getHost() + ":" + server.getPort())
            .withCertificateAuthorityData(base64(authority))
            .endCluster()
            .endCluster()
            .addNewUser()
            .withName(CONTEXT)
            .withNewUser()
            .withToken(token)
            .endUser()
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
    writePrivately(file, Serialization.asYaml(config));
  }

  private static void writePrivately(Path file, String text) {
    try {
      Files.deleteIfExists(file);
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      Files.writeString(file, text);
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

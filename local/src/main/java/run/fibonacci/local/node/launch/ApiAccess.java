package run.fibonacci.local.node.launch;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import run.fibonacci.local.controlplane.Kubeconfig;
import run.fibonacci.local.node.environment.PodFacts;

/// A pod's way to the API server, as its service account. A process cannot have a token mounted at
/// the path where clients look for one, so it gets a kubeconfig.
///
/// @param authority the certificate that the API server's is checked against, PEM
record ApiAccess(KubernetesClient client, Path authority) {
  // as long as a platform may be up: nothing renews it
  private static final Duration VALIDITY = Duration.ofDays(30);

  /// Writes the kubeconfig and returns the variables that lead to it.
  Map<String, String> grant(PodFacts facts, Path kubeconfig) {
    var url = client.getMasterUrl();
    var server = new InetSocketAddress(url.getHost(), url.getPort());
    new Kubeconfig(server, authority).write(kubeconfig, token(facts), facts.namespace());
    return Map.of(
        "KUBECONFIG", kubeconfig.toString(),
        "KUBERNETES_SERVICE_HOST", url.getHost(),
        "KUBERNETES_SERVICE_PORT", String.valueOf(url.getPort()));
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
}

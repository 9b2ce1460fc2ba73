package run.fibonacci.local.node.server;

import io.fabric8.kubernetes.api.model.APIService;
import io.fabric8.kubernetes.api.model.APIServiceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the API server pass `metrics.k8s.io` on to the node. The Service is of type ExternalName
/// with an IP address: the one kind that leads out of the cluster's network, which does not exist
/// here.
record MetricsRegistration(KubernetesClient client) implements AutoCloseable {
  /// The name that the API server expects in the node's certificate.
  static final String HOST = "node-metrics.kube-system.svc";

  private static final Logger LOG = LoggerFactory.getLogger(MetricsRegistration.class);
  private static final String NAME = "v1beta1.metrics.k8s.io";
  private static final String NAMESPACE = "kube-system";
  private static final String SERVICE = "node-metrics";
  private static final int PRIORITY = 100;
  private static final int PATIENCE_SECONDS = 30;

  /// @param authority the certificate that the node's is checked against, PEM
  void register(String address, int port, Path authority) {
    // the API server makes this namespace by itself, a moment after it has become ready
    client
        .namespaces()
        .withName(NAMESPACE)
        .waitUntilCondition(Objects::nonNull, PATIENCE_SECONDS, TimeUnit.SECONDS);
    client.resource(service(address)).forceConflicts().serverSideApply();
    client.resource(apiService(port, authority)).forceConflicts().serverSideApply();
  }

  private static Service service(String address) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(SERVICE)
        .endMetadata()
        .withNewSpec()
        .withType("ExternalName")
        .withExternalName(address)
        .endSpec()
        .build();
  }

  private static APIService apiService(int port, Path authority) {
    return new APIServiceBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .withNewSpec()
        .withGroup("metrics.k8s.io")
        .withVersion("v1beta1")
        .withGroupPriorityMinimum(PRIORITY)
        .withVersionPriority(PRIORITY)
        .withCaBundle(base64(authority))
        .withNewService(SERVICE, NAMESPACE, port)
        .endSpec()
        .build();
  }

  private static String base64(Path file) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// Takes it back: an API that does not answer would keep namespaces from being deleted.
  @Override
  public void close() {
    try {
      client.apiServices().withName(NAME).delete();
    } catch (KubernetesClientException e) {
      LOG.debug("The metrics API stays registered", e);
    }
  }
}

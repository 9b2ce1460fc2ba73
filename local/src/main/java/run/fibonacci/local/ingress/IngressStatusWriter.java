package run.fibonacci.local.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerStatus;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes into each served Ingress where it can be reached.
record IngressStatusWriter(KubernetesClient client, InetSocketAddress address)
    implements ResourceEventHandler<Ingress> {
  private static final Logger LOG = LoggerFactory.getLogger(IngressStatusWriter.class);

  @Override
  public void onAdd(Ingress ingress) {
    if (!ingress.getSpec().getTls().isEmpty()) {
      LOG.info(
          "Ingress {}/{} is served without TLS: this proxy has none",
          ingress.getMetadata().getNamespace(),
          ingress.getMetadata().getName());
    }
    publish(ingress);
  }

  @Override
  public void onUpdate(Ingress before, Ingress ingress) {
    publish(ingress);
  }

  @Override
  public void onDelete(Ingress ingress, boolean finalStateUnknown) {
    // its status went with it
  }

  private void publish(Ingress ingress) {
    if (IngressClasses.isServed(ingress) && !published(ingress).equals(List.of(point()))) {
      // a call to the API server must not hold up the events behind this one
      Thread.startVirtualThread(() -> patch(ingress));
    }
  }

  private static List<IngressLoadBalancerIngress> published(Ingress ingress) {
    return Optional.ofNullable(ingress.getStatus())
        .map(IngressStatus::getLoadBalancer)
        .map(IngressLoadBalancerStatus::getIngress)
        .orElse(List.of());
  }

  private IngressLoadBalancerIngress point() {
    return new IngressLoadBalancerIngressBuilder()
        .withIp(address.getHostString())
        .addNewPort()
        .withPort(address.getPort())
        .withProtocol("TCP")
        .endPort()
        .build();
  }

  private void patch(Ingress ingress) {
    var patch = Map.of("status", Map.of("loadBalancer", Map.of("ingress", List.of(point()))));
    try {
      client
          .resource(ingress)
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(patch));
    } catch (KubernetesClientException e) {
      // deleted meanwhile, or the next change brings another attempt
      LOG.debug("Status of Ingress {} not written", ingress.getMetadata().getName(), e);
    }
  }
}

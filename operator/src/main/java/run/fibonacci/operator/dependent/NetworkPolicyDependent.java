package run.fibonacci.operator.dependent;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;

/// The NetworkPolicy, where the spec has one: who may reach the pods. What the pods may reach is
/// left open.
@KubernetesDependent(informer = @Informer(labelSelector = Labels.OURS))
public final class NetworkPolicyDependent extends FibonacciDependent<NetworkPolicy> {

  private static final NetworkPolicyPeer WHOLE_CLUSTER =
      new NetworkPolicyPeerBuilder().withNewNamespaceSelector().endNamespaceSelector().build();

  /// Made anew for each operator.
  public NetworkPolicyDependent(OperatorSettings settings) {
    super(NetworkPolicy.class, settings);
  }

  @Override
  boolean isWanted(FibonacciService service) {
    return service.getSpec().networkPolicy() != null;
  }

  @Override
  NetworkPolicy desired(FibonacciService service, @Nullable NetworkPolicy actual) {
    var from = requireNonNull(service.getSpec().networkPolicy()).from();
    return new NetworkPolicyBuilder()
        .withMetadata(metadata(service))
        .withNewSpec()
        .withPodSelector(
            new LabelSelectorBuilder().withMatchLabels(Labels.selector(service)).build())
        .withPolicyTypes("Ingress")
        .addNewIngress()
        .withFrom(from.isEmpty() ? List.of(WHOLE_CLUSTER) : from)
        .addNewPort()
        .withPort(new IntOrString(DeploymentDependent.HTTP))
        .withProtocol("TCP")
        .endPort()
        .endIngress()
        // health and metrics, for whoever watches the pods
        .addNewIngress()
        .withFrom(WHOLE_CLUSTER)
        .addNewPort()
        .withPort(new IntOrString(ServiceContainer.MANAGEMENT))
        .withProtocol("TCP")
        .endPort()
        .endIngress()
        .endSpec()
        .build();
  }
}

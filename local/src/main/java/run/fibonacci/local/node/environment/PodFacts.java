package run.fibonacci.local.node.environment;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/// A pod and what the node adds to it, as far as its containers may ask for it.
///
/// @param ip the pod's address
/// @param hostIp the node's
/// @param allocatable what the node has, which is the limit of a container without one
public record PodFacts(Pod pod, String ip, String hostIp, Map<String, Quantity> allocatable) {
  public String namespace() {
    return pod.getMetadata().getNamespace();
  }

  public String name() {
    return pod.getMetadata().getName();
  }
}

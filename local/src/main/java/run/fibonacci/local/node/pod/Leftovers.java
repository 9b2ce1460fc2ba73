package run.fibonacci.local.node.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/// Pods of an earlier node of the same name. Their processes are not taken over.
public final class Leftovers {
  private Leftovers() {}

  /// Removes those that have a controller, which replaces them, and marks the others Failed.
  public static void remove(KubernetesClient client, String node) {
    var pods = client.pods().inAnyNamespace().withField("spec.nodeName", node).list().getItems();
    pods.forEach(pod -> remove(client, pod));
  }

  private static void remove(KubernetesClient client, Pod pod) {
    var metadata = pod.getMetadata();
    if (metadata.getOwnerReferences().isEmpty() && metadata.getDeletionTimestamp() == null) {
      client.pods().resource(failed(pod)).updateStatus();
    } else {
      PodApi.removeNow(client, metadata.getNamespace(), metadata.getName());
    }
  }

  private static Pod failed(Pod pod) {
    return new PodBuilder(pod)
        .editStatus()
        .withPhase("Failed")
        .withReason("NodeShutdown")
        .withMessage("the node was stopped, and nothing controls this pod: create it again")
        .endStatus()
        .build();
  }
}

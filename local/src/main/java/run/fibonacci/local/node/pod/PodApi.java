package run.fibonacci.local.node.pod;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/// What the node writes about one pod. That the pod is gone, or another has its name by now, is no
/// error: there is nothing left to write about.
final class PodApi {
  private static final PatchContext MERGE = PatchContext.of(PatchType.STRATEGIC_MERGE);

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final String uid;

  PodApi(KubernetesClient client, Pod pod) {
    this.client = client;
    this.namespace = pod.getMetadata().getNamespace();
    this.name = pod.getMetadata().getName();
    this.uid = pod.getMetadata().getUid();
  }

  /// Writes the status. Conditions of other writers stay.
  void patchStatus(PodStatus status) {
    var patch = Map.of("metadata", Map.of("uid", uid), "status", status);
    unlessGone(() -> pod().subresource("status").patch(MERGE, Serialization.asJson(patch)));
  }

  /// Marks the pod as failed for a reason of the node's: its controller replaces it.
  void fail(String message) {
    patchStatus(
        new PodStatusBuilder()
            .withPhase("Failed")
            .withReason("NodeError")
            .withMessage(message)
            .build());
  }

  /// Removes the object now that no process of it is left.
  void remove() {
    unlessGone(() -> removeNow(client, namespace, name));
  }

  /// Removes a pod's object without the orderly end.
  static void removeNow(KubernetesClient client, String namespace, String name) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(name)
        .withGracePeriod(0)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
  }

  private PodResource pod() {
    return client.pods().inNamespace(namespace).withName(name);
  }

  private static void unlessGone(Runnable write) {
    try {
      write.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_NOT_FOUND && e.getCode() != HTTP_CONFLICT) {
        throw e;
      }
    }
  }
}

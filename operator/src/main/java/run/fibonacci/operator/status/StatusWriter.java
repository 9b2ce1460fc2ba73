package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.dependent.FibonacciDependent;

/// Writes a status where it differs from the one before. The next reconcile sees it at once, and
/// not only when the watch has brought it: otherwise it would be written again.
public final class StatusWriter {

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FibonacciDependent.FIELD_MANAGER)
          .withForce(true)
          .build();

  private StatusWriter() {}

  /// Gives the service this status, unless it has it or is gone.
  public static void write(
      FibonacciService service, FibonacciServiceStatus status, Context<FibonacciService> context) {
    if (status.equals(service.getStatus())) {
      return;
    }
    try {
      var written =
          context.getClient().resource(carrier(service, status)).subresource("status").patch(APPLY);
      context
          .eventSourceRetriever()
          .getControllerEventSource()
          .handleRecentResourceUpdate(ResourceID.fromResource(service), written, service);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw e;
      }
    }
  }

  /// A resource with nothing but a status: server-side apply would take the rest as applied too.
  private static FibonacciService carrier(FibonacciService service, FibonacciServiceStatus status) {
    var carrier = new FibonacciService();
    carrier.setMetadata(
        new ObjectMetaBuilder()
            .withName(service.getMetadata().getName())
            .withNamespace(service.getMetadata().getNamespace())
            .build());
    carrier.setSpec(null);
    carrier.setStatus(status);
    return carrier;
  }
}

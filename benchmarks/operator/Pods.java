import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Plays the Deployment controller and the pods: what a Deployment wants is ready at once. Its
/// requests cost the API server time like those of a real controller.
final class Pods implements AutoCloseable, ResourceEventHandler<Deployment> {

  private static final int THREADS = 4;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final KubernetesClient client;
  private final SharedIndexInformer<Deployment> informer;

  Pods(KubernetesClient client) {
    this.client = client;
    this.informer = client.apps().deployments().inNamespace("default").inform(this);
  }

  @Override
  public void onAdd(Deployment deployment) {
    threads.submit(() -> makeReady(deployment));
  }

  @Override
  public void onUpdate(Deployment before, Deployment after) {
    if (!Objects.equals(
        after.getMetadata().getGeneration(), after.getStatus().getObservedGeneration())) {
      onAdd(after);
    }
  }

  @Override
  public void onDelete(Deployment deployment, boolean unknown) {}

  private void makeReady(Deployment deployment) {
    var status =
        """
        {"status": {"observedGeneration": %1$d, "replicas": %2$d, "readyReplicas": %2$d,
         "availableReplicas": %2$d, "updatedReplicas": %2$d}}
        """
            .formatted(
                deployment.getMetadata().getGeneration(), deployment.getSpec().getReplicas());
    client
        .resource(deployment)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), status);
  }

  @Override
  public void close() {
    informer.close();
    threads.shutdownNow();
  }
}

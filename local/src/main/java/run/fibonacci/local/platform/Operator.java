package run.fibonacci.local.platform;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import run.fibonacci.local.chart.Chart;
import run.fibonacci.local.controlplane.ControlPlane;
import run.fibonacci.local.process.Failure;

/// The operator, installed from its chart.
public final class Operator {
  /// The namespace it runs in.
  public static final String NAMESPACE = "fibonacci-system";

  static final Duration PATIENCE = Duration.ofSeconds(120);

  // one machine has nothing to fail over to, and people read its logs
  private static final Map<String, ?> VALUES = Map.of("replicas", 1, "logging.format", "plain");

  private Operator() {}

  static void install(ControlPlane plane, Path chart) throws InterruptedException {
    new Chart(chart, "fibonacci-operator", NAMESPACE).install(plane, VALUES);
  }

  static void awaitReady(KubernetesClient client) throws InterruptedException {
    var deployments = client.apps().deployments().inNamespace(NAMESPACE);
    if (!Waiting.until(PATIENCE, () -> areReady(deployments.list().getItems()))) {
      throw Failure.of(
          "The operator was not ready within " + PATIENCE.toSeconds() + " s.",
          PodTroubles.of(client, NAMESPACE),
          "correct what its pod complains about");
    }
  }

  private static boolean areReady(List<Deployment> deployments) {
    return !deployments.isEmpty() && deployments.stream().allMatch(Operator::isReady);
  }

  private static boolean isReady(Deployment deployment) {
    var ready = deployment.getStatus().getReadyReplicas();
    return ready != null && ready >= deployment.getSpec().getReplicas();
  }
}

package run.fibonacci.local.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import run.fibonacci.local.process.Program;

/// kube-controller-manager with the controllers that a fleet of Deployments needs. Left out are
/// those that write pods' addresses into Endpoints, as the API server refuses loopback addresses
/// there, and the one that gives up nodes, as the only node lives and dies with the rest.
final class ControllerManager {
  private static final Duration READY = Duration.ofSeconds(60);

  private static final List<String> CONTROLLERS =
      List.of(
          "clusterrole-aggregation-controller",
          "deployment-controller",
          "disruption-controller",
          "garbage-collector-controller",
          "horizontal-pod-autoscaler-controller",
          "namespace-controller",
          "pod-garbage-collector-controller",
          "replicaset-controller",
          "resourcequota-controller",
          "root-ca-certificate-publisher-controller",
          "serviceaccount-controller",
          "serviceaccount-token-controller");

  private final Site site;
  private final List<String> command;

  /// @param kubeconfig that of the user `system:kube-controller-manager`
  /// @param tokenKey the private key that signs the tokens of service accounts
  ControllerManager(Site site, Certificates certificates, Path kubeconfig, Path tokenKey) {
    this.site = site;
    this.command =
        List.of(
            site.binaries().kubeControllerManager().toString(),
            "--kubeconfig=" + kubeconfig,
            "--controllers=" + String.join(",", CONTROLLERS),
            "--use-service-account-credentials",
            "--service-account-private-key-file=" + tokenKey,
            "--root-ca-file=" + certificates.authority(),
            "--leader-elect=false",
            // nobody reads its metrics
            "--secure-port=0",
            // someone is looking on: an autoscaler decides in seconds, not in minutes
            "--horizontal-pod-autoscaler-sync-period=5s",
            "--horizontal-pod-autoscaler-initial-readiness-delay=5s",
            "--horizontal-pod-autoscaler-cpu-initialization-period=10s",
            "--horizontal-pod-autoscaler-downscale-stabilization=30s");
  }

  /// Starts it and returns when it works: when the namespace `default` has its service account.
  ///
  /// @param client an administrator's
  Program start(KubernetesClient client) throws InterruptedException {
    var program = site.start("kube-controller-manager", command);
    program.awaitReady(READY, () -> works(client));
    return program;
  }

  private static boolean works(KubernetesClient client) {
    return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
  }
}

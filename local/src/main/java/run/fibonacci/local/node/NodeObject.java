package run.fibonacci.local.node;

import static java.time.temporal.ChronoUnit.SECONDS;

import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;

/// The Node object: what the machine has, and where the node answers.
///
/// @param ip the node's address
/// @param port where it serves logs
record NodeObject(String name, String ip, int port) {
  // of 241 addresses; the rest serves pods that still end
  private static final int PODS = 200;

  /// What the pods may use together: the whole machine.
  static Map<String, Quantity> allocatable() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Map.of(
        "cpu", new Quantity(String.valueOf(Runtime.getRuntime().availableProcessors())),
        "memory", new Quantity(String.valueOf(system.getTotalMemorySize())),
        "pods", new Quantity(String.valueOf(PODS)));
  }

  /// Puts it into the cluster, Ready, in place of what an earlier node of this name left.
  Node register(KubernetesClient client, Instant now) {
    var nodes = client.nodes();
    nodes.withName(name).delete();
    var created = nodes.resource(description()).create();
    // the API server marks each new node as not ready, and the controller that would take the mark
    // away judges by a kubelet's heartbeats
    created.getSpec().setTaints(null);
    var usable = nodes.resource(created).update();
    usable.setStatus(status(now));
    return nodes.resource(usable).updateStatus();
  }

  private Node description() {
    return new NodeBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("kubernetes.io/hostname", name)
        .addToLabels("kubernetes.io/os", "linux")
        .addToLabels("kubernetes.io/arch", architecture())
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .build();
  }

  private static String architecture() {
    var name = System.getProperty("os.arch");
    return name.equals("aarch64") ? "arm64" : name;
  }

  private NodeStatus status(Instant now) {
    var time = now.truncatedTo(SECONDS).toString();
    return new NodeStatusBuilder()
        .withCapacity(allocatable())
        .withAllocatable(allocatable())
        .addNewAddress(ip, "InternalIP")
        .addNewAddress(name, "Hostname")
        .withNewDaemonEndpoints()
        .withNewKubeletEndpoint(port)
        .endDaemonEndpoints()
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .withReason("KubeletReady")
        .withMessage("pods run as processes of this machine")
        .withLastHeartbeatTime(time)
        .withLastTransitionTime(time)
        .endCondition()
        .build();
  }
}

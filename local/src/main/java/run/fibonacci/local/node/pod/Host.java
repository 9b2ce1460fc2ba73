package run.fibonacci.local.node.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.node.launch.Launcher;
import run.fibonacci.local.process.ProcessLedger;

/// The node, as its pods see it.
///
/// @param name of the Node object
/// @param machine the host name that the operating system has
/// @param allocatable what its pods may use together
/// @param block where pods get their addresses from
/// @param folder where pods have their folders
/// @param services all Services, as they are now
public record Host(
    String name,
    String machine,
    Map<String, Quantity> allocatable,
    KubernetesClient client,
    LoopbackBlock block,
    Path folder,
    Launcher launcher,
    ProcessLedger ledger,
    Supplier<List<Service>> services,
    Clock clock) {
  String ip() {
    return block.node();
  }
}

package run.fibonacci.local.node;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import run.fibonacci.local.controlplane.Certificates;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.node.launch.Images;
import run.fibonacci.local.process.ProcessLedger;

/// What a node is started with.
///
/// @param name of the Node object
/// @param client an administrator's; stays open while the node runs
/// @param block the addresses of the node and its pods
/// @param folder private, for the pods' files; need not exist
/// @param ledger where the pods' processes are recorded
/// @param images what it can run
/// @param certificates the authority that it shares with the API server
public record NodeSettings(
    String name,
    KubernetesClient client,
    LoopbackBlock block,
    Path folder,
    ProcessLedger ledger,
    Images images,
    Certificates certificates) {}

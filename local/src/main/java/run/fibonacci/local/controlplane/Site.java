package run.fibonacci.local.controlplane;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import run.fibonacci.local.binaries.Binaries;
import run.fibonacci.local.process.ProcessLedger;
import run.fibonacci.local.process.Program;

/// Where a platform stands: what its parts have in common.
///
/// @param home the private folder for data (thrown away with the platform) and for logs, in `log/`
/// @param block the addresses it has for itself
/// @param binaries the executables of the control plane
/// @param ledger where its processes are recorded
public record Site(Path home, LoopbackBlock block, Binaries binaries, ProcessLedger ledger) {
  /// An address for a part of the control plane, with the preferred port if that is free.
  InetSocketAddress endpoint(int preferredPort) {
    return block.endpoint(block.node(), preferredPort);
  }

  static String url(InetSocketAddress address) {
    return "https://" + address.getHostString() + ":" + address.getPort();
  }

  /// Starts a part of the control plane, with a log in `log/`.
  Program start(String name, List<String> command) {
    return start(name, command, Map.of());
  }

  /// Starts a program of the platform with this environment and nothing else, with a log in `log/`.
  public Program start(String name, List<String> command, Map<String, String> environment) {
    var log = home.resolve("log").resolve(name + ".log");
    return Program.start(new Program.Spec(name, command, environment, home, log), ledger);
  }
}

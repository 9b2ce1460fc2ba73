package run.fibonacci.local.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What kube-apiserver was asked, by whom and with what result: one JSON object of kind Event
/// (audit.k8s.io/v1) a line, without the objects themselves. A line is there before the answer is.
final class AuditLog {
  /// A watch makes two lines: when it begins and when it ends.
  private static final String POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      omitManagedFields: true
      rules: [{level: Metadata}]
      """;

  private final Path home;

  /// Below a platform's folder.
  AuditLog(Path home) {
    this.home = home;
  }

  Path file() {
    return home.resolve("log/audit.log");
  }

  /// What makes kube-apiserver write it; puts the policy beside it.
  List<String> options() {
    var policy = home.resolve("audit-policy.yaml");
    try {
      Files.createDirectories(file().getParent());
      Files.writeString(policy, POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + policy, e);
    }
    return List.of("--audit-policy-file=" + policy, "--audit-log-path=" + file());
  }
}

package run.fibonacci.local.node.container;

import run.fibonacci.local.node.probe.ProbeLoop.Finding;

/// Something that happened to a container outside its pod's thread.
public sealed interface ContainerMessage {
  /// The container's name.
  String container();

  /// Which of its runs it is about; a message about an earlier one means nothing any more.
  int run();

  /// Its process has ended.
  record ProcessEnded(String container, int run, int exitCode) implements ContainerMessage {}

  /// A probe failed, or changed its verdict.
  record Probed(String container, int run, Finding finding) implements ContainerMessage {}
}

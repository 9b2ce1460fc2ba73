package run.fibonacci.local.node.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import run.fibonacci.local.node.container.ContainerMessage;

/// Something that a pod's thread has to take in.
sealed interface PodMessage {
  /// The object was changed; also by the node itself.
  record Changed(Pod pod) implements PodMessage {}

  /// The object is gone: someone deleted it without waiting for the node.
  record Gone() implements PodMessage {}

  /// A name stands for another address now.
  record NamesChanged() implements PodMessage {}

  /// The node closes: end the processes and leave the object alone.
  record NodeCloses(Duration grace) implements PodMessage {}

  /// One of its containers has news.
  record OfContainer(ContainerMessage message) implements PodMessage {}
}

package run.fibonacci.local.node.pod;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import run.fibonacci.local.node.launch.PodFolder;

/// What other threads may know of a pod: a copy, made after each change.
public record PodView(ObjectMeta metadata, PodFolder folder, List<ContainerView> containers) {
  /// @param run the run under way or the last, counted from 0; -1 before the first
  /// @param pid of its process, while it runs
  public record ContainerView(String name, int run, OptionalLong pid, ContainerStatus status) {}

  public Optional<ContainerView> container(String name) {
    return containers.stream().filter(container -> container.name().equals(name)).findFirst();
  }
}

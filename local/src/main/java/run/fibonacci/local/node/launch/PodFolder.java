package run.fibonacci.local.node.launch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The files of one pod: what its processes are given, and what they write. Gone with the pod.
public record PodFolder(Path root) {
  /// What its processes resolve names by.
  public Path hosts() {
    return root.resolve("hosts");
  }

  Path kubeconfig() {
    return root.resolve("kubeconfig");
  }

  /// Where a container's processes run.
  Path work(String container) {
    return root.resolve("containers").resolve(container);
  }

  /// What a container wrote in its n-th run, counted from 0.
  public Path log(String container, int run) {
    return root.resolve("logs").resolve(container + "-" + run + ".log");
  }

  /// What a container finds at /tmp: the volume mounted there, which containers may share, or a
  /// folder of its own.
  Path temporary(PodSpec spec, Container container) {
    return container.getVolumeMounts().stream()
        .filter(mount -> isTemporary(spec, mount))
        .findFirst()
        .map(mount -> root.resolve("volumes").resolve(mount.getName()))
        .orElseGet(() -> root.resolve("tmp").resolve(container.getName()));
  }

  private static boolean isTemporary(PodSpec spec, VolumeMount mount) {
    return spec.getVolumes().stream()
        .filter(volume -> volume.getName().equals(mount.getName()))
        .anyMatch(volume -> Refusals.isTemporary(volume, mount));
  }

  /// Writes what names resolve to. Readers see the old text or the new one, never half of it.
  public void writeHosts(String text) {
    try {
      Files.createDirectories(root);
      var fresh = Files.writeString(root.resolve("hosts.new"), text);
      Files.move(fresh, hosts(), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + hosts(), e);
    }
  }

  /// Deletes a run's log, if there is one.
  public void deleteLog(String container, int run) {
    delete(log(container, run));
  }

  /// Deletes everything. The pod's processes must have ended.
  public void delete() {
    if (Files.notExists(root)) {
      return;
    }
    try (var files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).forEach(PodFolder::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + root, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }
}

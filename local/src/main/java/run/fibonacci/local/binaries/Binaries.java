package run.fibonacci.local.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The folder that holds the executables `etcd`, `kube-apiserver` and `kube-controller-manager`.
public record Binaries(Path folder) {
  /// The Kubernetes release that runs here: the minor version that EKS gives by default.
  static final String KUBERNETES = "v1.35.4";

  static final String ETCD = "v3.6.5";
  static final List<String> NAMES = List.of("etcd", "kube-apiserver", "kube-controller-manager");

  public Path etcd() {
    return folder.resolve("etcd");
  }

  public Path kubeApiserver() {
    return folder.resolve("kube-apiserver");
  }

  public Path kubeControllerManager() {
    return folder.resolve("kube-controller-manager");
  }

  /// The names of the executables that the folder lacks.
  List<String> missing() {
    return NAMES.stream().filter(name -> !Files.isExecutable(folder.resolve(name))).toList();
  }
}

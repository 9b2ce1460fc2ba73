package run.fibonacci.local;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import run.fibonacci.local.platform.Operator;
import run.fibonacci.local.process.Failure;

/// Prints logs: a pod's as `kubectl logs` does, that of a part of the platform from its file.
final class Logs {
  private static final String OPERATOR = "operator";
  private static final String ENDING = ".log";

  private final Home home;
  private final PrintStream out;

  Logs(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
  }

  /// Prints what there is, and goes on until interrupted where the log is followed.
  ///
  /// @throws Failure when nothing has that name, with the names there are
  void print(Command.Logs wanted) throws IOException, InterruptedException {
    var file = home.logs().resolve(wanted.name() + ENDING);
    if (Files.exists(file)) {
      printFile(file, wanted.follow());
    } else {
      try (var client = home.client()) {
        printPod(client, wanted);
      }
    }
  }

  private static void printFile(Path file, boolean follow)
      throws IOException, InterruptedException {
    var mode = follow ? "--follow=name" : "--quiet";
    new ProcessBuilder("tail", "--lines=+1", mode, file.toString()).inheritIO().start().waitFor();
  }

  private void printPod(KubernetesClient client, Command.Logs wanted) throws IOException {
    var pods = client.pods().inAnyNamespace().list().getItems();
    var pod =
        pods.stream()
            .filter(it -> isMeant(it, wanted.name()))
            .findFirst()
            .orElseThrow(() -> unknown(wanted.name(), pods));
    var resource = client.pods().resource(pod);
    if (wanted.follow()) {
      try (var watch = resource.watchLog()) {
        watch.getOutput().transferTo(out);
      }
    } else {
      out.print(resource.getLog());
    }
  }

  private static boolean isMeant(Pod pod, String name) {
    var metadata = pod.getMetadata();
    return name.equals(OPERATOR)
        ? metadata.getNamespace().equals(Operator.NAMESPACE)
        : metadata.getName().equals(name);
  }

  private Failure unknown(String name, List<Pod> pods) {
    var known = new TreeSet<>(List.of(OPERATOR));
    pods.forEach(pod -> known.add(pod.getMetadata().getName()));
    known.addAll(parts());
    return Failure.of(
        "There is no log of \"" + name + "\".",
        "no pod and no part of the platform is called that",
        "write one of: " + String.join(", ", known));
  }

  private List<String> parts() {
    try (var files = Files.list(home.logs())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}

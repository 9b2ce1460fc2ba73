package run.fibonacci.local.binaries;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import run.fibonacci.local.process.ProcessLedger;
import run.fibonacci.local.process.Program;

/// Compiles the executables with a Go toolchain, from the module that lies beside these sources. It
/// takes minutes, once.
final class GoBuild implements BinarySource {
  private static final String VERSION = "k8s.io/component-base/version";
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration REPORT = Duration.ofMillis(500);

  private final Map<String, String> environment;
  private final ProcessLedger ledger;

  GoBuild(Map<String, String> environment, ProcessLedger ledger) {
    this.environment = environment;
    this.ledger = ledger;
  }

  @Override
  public void fill(Path folder, Consumer<String> progress)
      throws IOException, InterruptedException {
    var go = toolchain();
    var work = Files.createDirectories(folder.resolve("build"));
    Files.createDirectories(work.resolve("tmp"));
    for (var file : List.of("go.mod", "go.sum")) {
      copyResource(file, work);
    }
    compile(go, work, progress);
    // the package of etcd's executable is called server, and so is what comes out
    Files.move(work.resolve("bin/server"), folder.resolve("etcd"));
    for (var name : List.of("kube-apiserver", "kube-controller-manager")) {
      Files.move(work.resolve("bin").resolve(name), folder.resolve(name));
    }
    FileUtils.deleteDirectory(work.toFile());
  }

  private Path toolchain() throws IOException {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "go"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("Build: there is no `go` on the PATH."));
  }

  private static void copyResource(String file, Path folder) throws IOException {
    try (var resource = GoBuild.class.getResourceAsStream("/kubernetes/" + file)) {
      if (resource == null) {
        throw new IllegalStateException("The jar lacks kubernetes/" + file);
      }
      Files.copy(resource, folder.resolve(file));
    }
  }

  private void compile(Path go, Path work, Consumer<String> progress)
      throws IOException, InterruptedException {
    var log = work.resolve("log");
    var program =
        Program.start(
            new Program.Spec("go build", command(go), variables(work), work, log), ledger);
    try {
      while (program.isAlive()) {
        Thread.sleep(REPORT);
        progress.accept(summary(Files.readAllLines(log)));
      }
    } finally {
      program.stop(GRACE);
    }
    if (program.exitCode().orElseThrow() != 0) {
      throw new IOException("Build: " + program.lastLines());
    }
  }

  private static List<String> command(Path go) {
    var numbers = Binaries.KUBERNETES.substring(1).split("\\.");
    var flags =
        "-s -w -X %1$s.gitVersion=%2$s -X %1$s.gitMajor=%3$s -X %1$s.gitMinor=%4$s"
            .formatted(VERSION, Binaries.KUBERNETES, numbers[0], numbers[1]);
    return List.of(
        go.toString(),
        "build",
        "-v",
        "-trimpath",
        "-o=bin/",
        "-ldflags=" + flags,
        "go.etcd.io/etcd/server/v3",
        "k8s.io/kubernetes/cmd/kube-apiserver",
        "k8s.io/kubernetes/cmd/kube-controller-manager");
  }

  private Map<String, String> variables(Path work) {
    var variables = new HashMap<>(environment);
    variables.put("CGO_ENABLED", "0");
    variables.put("GOFLAGS", "-mod=mod");
    // what a killed compiler leaves goes with the folder
    variables.put("GOTMPDIR", work.resolve("tmp").toString());
    return variables;
  }

  /// What `go build -v` has come to: it prints a line per module fetched and per package compiled.
  static String summary(List<String> lines) {
    if (lines.isEmpty()) {
      return "compiling Kubernetes with Go, for some minutes";
    }
    var last = lines.getLast();
    if (last.startsWith("go: downloading ")) {
      return "fetching " + last.substring("go: downloading ".length());
    }
    var packages = lines.stream().filter(line -> !line.startsWith("go: ")).count();
    return "compiling with Go, some minutes: %d packages, %s".formatted(packages, last);
  }
}

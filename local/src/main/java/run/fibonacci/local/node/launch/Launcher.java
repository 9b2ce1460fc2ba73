package run.fibonacci.local.node.launch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import run.fibonacci.local.node.environment.ApiConfigSource;
import run.fibonacci.local.node.environment.ConfigProblem;
import run.fibonacci.local.node.environment.ConfigSource;
import run.fibonacci.local.node.environment.Environment;
import run.fibonacci.local.node.environment.PodFacts;
import run.fibonacci.local.process.Program;

/// Turns a container into a program to run.
public final class Launcher {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private final Images images;
  private final ConfigSource config;
  private final ApiAccess access;

  /// @param authority the certificate that pods check the API server's against, PEM
  public Launcher(Images images, KubernetesClient client, Path authority) {
    this.images = images;
    this.config = new ApiConfigSource(client);
    this.access = new ApiAccess(client, authority);
  }

  /// What came of preparing a container.
  public sealed interface Launch {
    /// It can be started.
    record Ready(Program.Spec spec) implements Launch {}

    /// Its image is not here.
    record NoImage(String message) implements Launch {}

    /// Something that it refers to is missing, or it asks for what a process cannot have.
    record Misconfigured(String message) implements Launch {}
  }

  /// Prepares the n-th run of a container, counted from 0.
  public Launch prepare(Container container, PodFacts facts, PodFolder folder, int run) {
    return switch (images.pull(container.getImage())) {
      case Images.Pull.Failed(var message) -> new Launch.NoImage(message);
      case Images.Pull.Found(var image) -> {
        try {
          yield new Launch.Ready(spec(container, image, new Place(facts, folder, run)));
        } catch (ConfigProblem problem) {
          yield new Launch.Misconfigured(String.valueOf(problem.getMessage()));
        }
      }
    };
  }

  private record Place(PodFacts facts, PodFolder folder, int run) {}

  private Program.Spec spec(Container container, Image image, Place place) throws ConfigProblem {
    var facts = place.facts();
    var folder = place.folder();
    var refusals = Refusals.of(facts.pod().getSpec());
    if (!refusals.isEmpty()) {
      throw new ConfigProblem(String.join("; ", refusals));
    }
    var temporary = folder.temporary(facts.pod().getSpec(), container);
    create(temporary);
    var environment = Environment.resolve(container, facts, config, base(container, image, place));
    return new Program.Spec(
        facts.namespace() + "/" + facts.name() + "/" + container.getName(),
        new JavaCommand(JAVA, folder.hosts(), temporary).of(container, image, environment),
        environment,
        folder.work(container.getName()),
        folder.log(container.getName(), place.run()));
  }

  /// What an image and the runtime of a container would set.
  private Map<String, String> base(Container container, Image image, Place place) {
    var base = new HashMap<String, String>();
    base.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    base.put("LANG", "C.UTF-8");
    base.put("HOME", place.folder().work(container.getName()).toString());
    base.put("HOSTNAME", place.facts().name());
    base.put(image.addressVariable(), place.facts().ip());
    if (mountsToken(container)) {
      base.putAll(access.grant(place.facts(), place.folder().kubeconfig()));
    }
    return base;
  }

  private static boolean mountsToken(Container container) {
    return container.getVolumeMounts().stream()
        .anyMatch(mount -> mount.getMountPath().equals(Refusals.TOKEN_FOLDER));
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
  }
}

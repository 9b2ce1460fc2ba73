package run.fibonacci.local.node.launch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import run.fibonacci.local.node.environment.ConfigProblem;
import run.fibonacci.local.node.environment.Expansion;
import run.fibonacci.local.process.ClassArchive;

/// The command line that stands in for starting a container: a JVM of the node's own Java with the
/// options that give it the container's limits, names and temporary folder.
///
/// @param hosts the file that the JVM resolves names by
/// @param temporary what the container finds at /tmp
public record JavaCommand(Path java, Path hosts, Path temporary) {
  /// Puts it together. A `command` of the container may be `java` with any arguments: there is no
  /// other program in these images.
  ///
  /// @throws ConfigProblem when the command is another program
  public List<String> of(Container container, Image image, Map<String, String> environment)
      throws ConfigProblem {
    var line = new ArrayList<String>();
    line.add(java.toString());
    line.add("-Djdk.net.hosts.file=" + hosts);
    line.add("-Djava.io.tmpdir=" + temporary);
    limit(container, "memory").ifPresent(memory -> line.add(maxRam(memory)));
    limit(container, "cpu").ifPresent(cpu -> line.add(processors(cpu)));
    line.addAll(entryPoint(container, image, environment));
    line.addAll(Expansion.expand(container.getArgs(), environment));
    return line;
  }

  private static List<String> entryPoint(
      Container container, Image image, Map<String, String> environment) throws ConfigProblem {
    var command = Expansion.expand(container.getCommand(), environment);
    if (command.isEmpty()) {
      var line = new ArrayList<>(ClassArchive.options(image.jar()));
      line.addAll(List.of("-jar", image.jar().toString()));
      return line;
    }
    if (!command.getFirst().equals("java")) {
      throw new ConfigProblem(
          "command \"%s\" cannot be run: this node runs java and nothing else"
              .formatted(command.getFirst()));
    }
    return command.subList(1, command.size());
  }

  private static Optional<Quantity> limit(Container container, String resource) {
    return Optional.ofNullable(container.getResources())
        .map(resources -> resources.getLimits())
        .map(limits -> limits.get(resource));
  }

  private static String maxRam(Quantity memory) {
    return "-XX:MaxRAM=" + memory.getNumericalAmount().toBigInteger();
  }

  private static String processors(Quantity cpu) {
    var whole = cpu.getNumericalAmount().setScale(0, RoundingMode.CEILING);
    return "-XX:ActiveProcessorCount=" + whole.toBigInteger();
  }
}

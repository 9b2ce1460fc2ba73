package run.fibonacci.local.node.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.local.node.Yaml;
import run.fibonacci.local.node.environment.ConfigProblem;

final class JavaCommandTest {
  private static final Image IMAGE = new Image(Path.of("/images/web.jar"), "BIND");
  private static final String JAR =
      "-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=/images/classes-0.jsa -Xlog:disable -jar"
          + " /images/web.jar";
  private static final List<String> ALWAYS =
      List.of("/java", "-Djdk.net.hosts.file=/pod/hosts", "-Djava.io.tmpdir=/pod/tmp");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: main|JAR",
        "args: [a, $(B)]|JAR a b",
        "command: [java, -cp, x, Main]|-cp x Main",
        "{command: [java, Main], args: [$(B)]}|Main b",
        "resources: {limits: {memory: 1Gi}}|-XX:MaxRAM=1073741824 JAR",
        "resources: {limits: {cpu: 1500m}}|-XX:ActiveProcessorCount=2 JAR",
        "resources: {requests: {cpu: 3}}|JAR"
      })
  void theContainerBecomesACommandLine(String container, String rest) throws ConfigProblem {
    assertThat(command(container)).startsWith(ALWAYS.toArray(String[]::new));
    assertThat(
            String.join(" ", command(container).subList(ALWAYS.size(), command(container).size())))
        .isEqualTo(rest.replace("JAR", JAR));
  }

  @Test
  void anotherProgramIsRefused() {
    assertThatThrownBy(() -> command("command: [sh, -c, date]"))
        .isInstanceOf(ConfigProblem.class)
        .hasMessage("command \"sh\" cannot be run: this node runs java and nothing else");
  }

  private static List<String> command(String container) throws ConfigProblem {
    return new JavaCommand(Path.of("/java"), Path.of("/pod/hosts"), Path.of("/pod/tmp"))
        .of(Yaml.read(container, Container.class), IMAGE, Map.of("B", "b"));
  }
}

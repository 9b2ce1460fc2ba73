package run.fibonacci.local.chart;

import com.marcnuri.helm.Helm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program that does what `helm upgrade --install --create-namespace` does.
final class HelmUpgrade {
  /// Begins an argument that names a file of values.
  static final String FILE = "--values=";

  private static final int VALUES = 4;

  private HelmUpgrade() {}

  /// @param arguments the kubeconfig, the chart's folder, release, namespace, then files of values
  ///   and `path=value` each
  public static void main(String[] arguments) throws Exception {
    Files.createDirectories(Path.of(System.getProperty("jna.tmpdir")));
    var upgrade =
        new Helm(Path.of(arguments[1]))
            .upgrade()
            .install()
            .withName(arguments[2])
            .withNamespace(arguments[3])
            .createNamespace()
            .withKubeConfig(Path.of(arguments[0]));
    for (var setting : List.of(arguments).subList(VALUES, arguments.length)) {
      if (setting.startsWith(FILE)) {
        upgrade.withValuesFile(Path.of(setting.substring(FILE.length())));
      } else {
        var parts = setting.split("=", 2);
        upgrade.set(parts[0], parts[1]);
      }
    }
    try {
      System.out.println(upgrade.call().getOutput());
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
  }
}

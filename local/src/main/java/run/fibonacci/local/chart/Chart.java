package run.fibonacci.local.chart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import run.fibonacci.local.controlplane.ControlPlane;

/// A chart in a folder, and the release and namespace it is installed as.
public record Chart(Path folder, String release, String namespace) {
  /// Installs the chart, or upgrades the release to it. Returns when the API server has taken the
  /// objects, without waiting for what they describe.
  ///
  /// Helm runs in a JVM of its own: its Go runtime takes the signals of the process it is loaded
  /// into, and it writes caches below the home folder that it is given.
  ///
  /// @param values what differs from the chart's own, by path: `logging.format`
  /// @param files what differs too, as YAML; a value by path wins
  /// @throws run.fibonacci.local.process.Failure with Helm's own words
  public void install(ControlPlane plane, Map<String, ?> values, Path... files)
      throws InterruptedException {
    var site = plane.site();
    var home = site.home().resolve("helm");
    var command = new ArrayList<>(java(home));
    command.addAll(List.of(plane.kubeconfig().toString(), folder.toAbsolutePath().toString()));
    command.addAll(List.of(release, namespace));
    for (var file : files) {
      command.add(HelmUpgrade.FILE + file.toAbsolutePath());
    }
    values.forEach((path, value) -> command.add(path + "=" + value));
    site.start("helm", command, Map.of("HOME", home.toString())).awaitSuccess();
  }

  private static List<String> java(Path home) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-Djna.tmpdir=" + home,
        "-cp",
        System.getProperty("java.class.path"),
        HelmUpgrade.class.getName());
  }
}

package run.fibonacci.e2e.cluster;

import java.util.ArrayList;
import java.util.List;

/// The operator as an administrator installs it: the chart, with images of this build.
final class Release {
  static final String NAME = "fibonacci-operator";
  static final String NAMESPACE = "fibonacci-system";

  /// Repository of the images, which a pull-through or a node's own store may hold.
  private static final String IMAGES = System.getProperty("e2e.images", "fibonacci-run");

  /// A version, and another one, which may be the same under another name.
  static final String TAG = System.getProperty("e2e.tag", "e2e");

  static final String NEXT_TAG = System.getProperty("e2e.next", "e2e-next");

  private static final String FOLDER = "helm/fibonacci-operator";

  private Release() {}

  /// Image of the fleets' pods.
  static String serviceImage(String tag) {
    return IMAGES + "/fib-service:" + tag;
  }

  /// Installs the operator from where it is published, if that is said, and returns when it and the
  /// fleets are well.
  static void install() {
    install(System.getProperty("e2e.chart", FOLDER), TAG);
  }

  /// Brings the operator to this tag by the chart of this build, and returns when it and the fleets
  /// are well.
  static void install(String tag) {
    install(FOLDER, tag);
  }

  /// @param chart folder, archive or address, and options of Helm's behind it
  private static void install(String chart, String tag) {
    var command = new ArrayList<>(List.of("deploy/install"));
    command.addAll(List.of(chart.split(" ")));
    settings(tag).forEach(setting -> command.addAll(List.of("--set", setting)));
    Command.run(command);
  }

  private static List<String> settings(String tag) {
    return List.of(
        "image.repository=" + IMAGES + "/operator",
        "image.tag=" + tag,
        "serviceImage.repository=" + IMAGES + "/fib-service",
        "serviceImage.tag=" + tag,
        "ingress.domain=example.com",
        "networkPolicy.enabled=true",
        "rollOnSecretChange=true");
  }

  static void test() {
    Command.run("helm", "test", NAME, "--namespace", NAMESPACE, "--logs");
  }

  static void uninstall() {
    Command.run("helm", "uninstall", NAME, "--namespace", NAMESPACE, "--wait");
  }
}

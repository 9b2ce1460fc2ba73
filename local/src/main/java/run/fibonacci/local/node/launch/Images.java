package run.fibonacci.local.node.launch;

import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/// The images that a node can run.
///
/// @param byName repository:tag to image, as a PodSpec writes it
public record Images(Map<String, Image> byName) {
  public Images {
    byName = Map.copyOf(byName);
  }

  /// What became of looking for an image.
  public sealed interface Pull {
    /// The image is here.
    record Found(Image image) implements Pull {}

    /// It is not, for a reason that a person reads in `kubectl describe`.
    record Failed(String message) implements Pull {}
  }

  /// Looks for an image by the name in a PodSpec.
  public Pull pull(String name) {
    var image = byName.get(name);
    if (image == null) {
      var known = String.join(", ", new TreeMap<>(byName).keySet());
      return new Pull.Failed(
          "image \"%s\" not found: this node has no registry, only %s".formatted(name, known));
    }
    if (!Files.isRegularFile(image.jar())) {
      return new Pull.Failed(
          "image \"%s\" not built: %s does not exist".formatted(name, image.jar()));
    }
    return new Pull.Found(image);
  }
}

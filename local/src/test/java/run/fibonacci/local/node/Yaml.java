package run.fibonacci.local.node;

import io.fabric8.kubernetes.client.utils.Serialization;

/// Objects written down as YAML.
public final class Yaml {
  private Yaml() {}

  public static <T> T read(String text, Class<T> type) {
    // the marker keeps text that begins with a brace from being taken for JSON
    return Serialization.unmarshal("---\n" + text, type);
  }
}

package run.fibonacci.local.node.environment;

import java.util.Map;
import java.util.Optional;

/// Where the keys and values of secrets and config maps come from.
public interface ConfigSource {
  /// The values of a secret, decoded; empty when there is none by that name.
  Optional<Map<String, String>> secret(String namespace, String name);

  /// The values of a config map; empty when there is none by that name.
  Optional<Map<String, String>> configMap(String namespace, String name);
}

package run.fibonacci.local.node.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Secrets and config maps as they are at this moment, read one by one: nothing is kept.
public record ApiConfigSource(KubernetesClient client) implements ConfigSource {
  @Override
  public Optional<Map<String, String>> secret(String namespace, String name) {
    var secret = client.secrets().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(secret).map(Secret::getData).map(ApiConfigSource::decoded);
  }

  private static Map<String, String> decoded(Map<String, String> data) {
    return data.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> new String(Base64.getDecoder().decode(entry.getValue()), UTF_8)));
  }

  @Override
  public Optional<Map<String, String>> configMap(String namespace, String name) {
    var configMap = client.configMaps().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(configMap).map(ConfigMap::getData);
  }
}

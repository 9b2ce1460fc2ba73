package run.fibonacci.local.node.environment;

import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The environment of a container: `envFrom` first, then `env` in order, where a value may refer to
/// what stands above it.
public final class Environment {
  private final Container container;
  private final PodFacts facts;
  private final ConfigSource source;
  private final Map<String, String> result;

  private Environment(
      Container container, PodFacts facts, ConfigSource source, Map<String, String> base) {
    this.container = container;
    this.facts = facts;
    this.source = source;
    this.result = new LinkedHashMap<>(base);
  }

  /// Resolves it.
  ///
  /// @param base what the container has without asking; what it asks for wins
  /// @throws ConfigProblem when a secret, a config map or a key that is not optional is missing
  public static Map<String, String> resolve(
      Container container, PodFacts facts, ConfigSource source, Map<String, String> base)
      throws ConfigProblem {
    var environment = new Environment(container, facts, source, base);
    for (var from : container.getEnvFrom()) {
      environment.addAll(from);
    }
    for (var variable : container.getEnv()) {
      environment.add(variable);
    }
    return environment.result;
  }

  private void addAll(EnvFromSource from) throws ConfigProblem {
    var prefix = Optional.ofNullable(from.getPrefix()).orElse("");
    var values = Map.<String, String>of();
    if (from.getSecretRef() != null) {
      var ref = from.getSecretRef();
      values = secret(ref.getName(), isTrue(ref.getOptional()));
    } else if (from.getConfigMapRef() != null) {
      var ref = from.getConfigMapRef();
      values = configMap(ref.getName(), isTrue(ref.getOptional()));
    }
    values.forEach((key, value) -> result.put(prefix + key, value));
  }

  private void add(EnvVar variable) throws ConfigProblem {
    var from = variable.getValueFrom();
    if (from == null) {
      var value = Optional.ofNullable(variable.getValue()).orElse("");
      result.put(variable.getName(), Expansion.expand(value, result));
    } else {
      valueFrom(from).ifPresent(value -> result.put(variable.getName(), value));
    }
  }

  private Optional<String> valueFrom(EnvVarSource from) throws ConfigProblem {
    if (from.getFieldRef() != null) {
      return Optional.of(new DownwardApi(facts).field(from.getFieldRef()));
    }
    if (from.getResourceFieldRef() != null) {
      var selector = from.getResourceFieldRef();
      return Optional.of(new DownwardApi(facts).resource(container, selector));
    }
    if (from.getSecretKeyRef() != null) {
      return secretKey(from.getSecretKeyRef());
    }
    if (from.getConfigMapKeyRef() != null) {
      return configMapKey(from.getConfigMapKeyRef());
    }
    throw new ConfigProblem("an env valueFrom of this kind is not supported by this node");
  }

  private Optional<String> secretKey(SecretKeySelector selector) throws ConfigProblem {
    var optional = isTrue(selector.getOptional());
    var values = secret(selector.getName(), optional);
    return value(values, selector.getKey(), optional, "Secret", selector.getName());
  }

  private Optional<String> configMapKey(ConfigMapKeySelector selector) throws ConfigProblem {
    var optional = isTrue(selector.getOptional());
    var values = configMap(selector.getName(), optional);
    return value(values, selector.getKey(), optional, "ConfigMap", selector.getName());
  }

  // The two sentences below are a kubelet's.
  private Optional<String> value(
      Map<String, String> values, String key, boolean optional, String kind, String name)
      throws ConfigProblem {
    var value = Optional.ofNullable(values.get(key));
    if (value.isEmpty() && !optional) {
      throw new ConfigProblem(
          "couldn't find key %s in %s %s/%s".formatted(key, kind, facts.namespace(), name));
    }
    return value;
  }

  private Map<String, String> secret(String name, boolean optional) throws ConfigProblem {
    return found(source.secret(facts.namespace(), name), optional, "secret", name);
  }

  private Map<String, String> configMap(String name, boolean optional) throws ConfigProblem {
    return found(source.configMap(facts.namespace(), name), optional, "configmap", name);
  }

  private static Map<String, String> found(
      Optional<Map<String, String>> values, boolean optional, String kind, String name)
      throws ConfigProblem {
    if (values.isEmpty() && !optional) {
      throw new ConfigProblem("%s \"%s\" not found".formatted(kind, name));
    }
    return values.orElse(Map.of());
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}

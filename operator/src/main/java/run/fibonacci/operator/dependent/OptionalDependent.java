package run.fibonacci.operator.dependent;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Map;
import java.util.TreeMap;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.drift.Comparison;

/// A child of a kind that somebody may install in the cluster, now, later or never. Where the
/// cluster lacks it the child is passed over.
///
/// @param <R> the kind of the child
public abstract class OptionalDependent<R extends HasMetadata> extends FibonacciDependent<R> {

  private static final String WANTED = "fibonacci.run/wanted";

  private final OptionalKinds kinds;

  OptionalDependent(Class<R> kind, OperatorSettings settings, OptionalKinds kinds) {
    super(kind, settings);
    this.kinds = kinds;
  }

  /// Whether the cluster has the kind.
  boolean isKnown(FibonacciService service, KubernetesClient client) {
    return kinds.has(resourceType(), isWanted(service), client);
  }

  /// Adds an annotation that changes with what is wanted. By the comparison below, a child that has
  /// more than is wanted is as wanted, so what the spec no longer says would stay.
  static <R extends HasMetadata> R marked(R desired) {
    // a tree's hash does not depend on the order of its fields
    var tree = Serialization.unmarshal(Serialization.asJson(desired), JsonNode.class);
    var word = "%08x".formatted(tree.hashCode());
    // the framework adds to it
    desired.getMetadata().setAnnotations(new TreeMap<>(Map.of(WANTED, word)));
    return desired;
  }

  /// Compares what is wanted alone: what such a kind's definition adds by default, inside of lists
  /// that are owned as a whole, would look like somebody's change.
  @Override
  boolean matches(
      R actual, R desired, Comparison<R> comparison, Context<FibonacciService> context) {
    var serialization = context.getClient().getKubernetesSerialization();
    return comparison.matches(actual, desired, context)
        || isIn(
            serialization.convertValue(actual, JsonNode.class),
            serialization.convertValue(desired, JsonNode.class));
  }

  private static boolean isIn(JsonNode actual, JsonNode wanted) {
    if (wanted.isObject()) {
      return wanted.properties().stream()
          .allMatch(field -> isIn(actual.path(field.getKey()), field.getValue()));
    }
    if (wanted.isArray() && actual.size() == wanted.size()) {
      for (var i = 0; i < wanted.size(); i++) {
        if (!isIn(actual.get(i), wanted.get(i))) {
          return false;
        }
      }
      return true;
    }
    return actual.equals(wanted);
  }
}

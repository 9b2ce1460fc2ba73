package run.fibonacci.operator.drift;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a field is in an object.
///
/// @param steps from the outermost: a String for a field, an [Item] for an element of a list
record FieldPath(List<Object> steps) {

  static final FieldPath ROOT = new FieldPath(List.of());

  /// An element of a list.
  ///
  /// @param value the element, whose keys tell it from the others
  /// @param label what people call it: its name, else its position
  record Item(Map<?, ?> value, String label) {}

  FieldPath then(Object step) {
    var longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /// The list that the path leads into, or the path itself where it leads into none.
  FieldPath outermostList() {
    var plain = steps.stream().takeWhile(String.class::isInstance).toList();
    return new FieldPath(plain);
  }

  /// What the field is a part of.
  FieldPath parent() {
    return new FieldPath(steps.subList(0, Math.max(0, steps.size() - 1)));
  }

  boolean isBelow(String field) {
    return !steps.isEmpty() && steps.getFirst().equals(field);
  }

  /// Whether the one who owns these fields owns this one, or a part of it.
  ///
  /// @param fields what Kubernetes calls FieldsV1: `f:` before fields, `k:` before the keys of list
  ///   elements, and nothing below what is owned as a whole
  boolean isIn(@Nullable Object fields) {
    if (!(fields instanceof Map<?, ?> owned)) {
      return false;
    }
    if (owned.isEmpty() || steps.isEmpty()) {
      return true;
    }
    var rest = new FieldPath(steps.subList(1, steps.size()));
    return switch (steps.getFirst()) {
      case Item item ->
          owned.entrySet().stream()
              .anyMatch(entry -> isKeyOf(item, entry.getKey()) && rest.isIn(entry.getValue()));
      case Object field -> rest.isIn(owned.get("f:" + field));
    };
  }

  private static boolean isKeyOf(Item item, Object key) {
    return key instanceof String text
        && text.startsWith("k:")
        && Serialization.unmarshal(text.substring(2), Map.class).entrySet().stream()
            .allMatch(pair -> item.value().entrySet().contains(pair));
  }

  /// As people write it: `spec.template.spec.containers[fib-service].image`.
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var step : steps) {
      if (step instanceof Item item) {
        text.append('[').append(item.label()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step);
      }
    }
    return text.toString();
  }
}

package run.fibonacci.operator.drift;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.SSABasedGenericKubernetesResourceMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import run.fibonacci.operator.drift.FieldPath.Item;

/// One comparison of a child as it is wanted with what of it is still the operator's own, and where
/// the two differ.
///
/// @param <R> the kind of the child
public final class Comparison<R extends HasMetadata>
    extends SSABasedGenericKubernetesResourceMatcher<R> {

  private Map<String, Object> own = Map.of();
  private Map<String, Object> wanted = Map.of();

  @Override
  protected boolean matches(
      Map<String, Object> own,
      Map<String, Object> wanted,
      R actual,
      R desired,
      Context<?> context) {
    this.own = own;
    this.wanted = wanted;
    return own.equals(wanted);
  }

  /// What the operator applied and still owns at this place, where that is not what is wanted.
  public Optional<Object> outdated(String... path) {
    Object there = own;
    Object should = wanted;
    for (var field : path) {
      there = there instanceof Map<?, ?> map ? map.get(field) : null;
      should = should instanceof Map<?, ?> map ? map.get(field) : null;
    }
    return Objects.equals(there, should) ? Optional.empty() : Optional.ofNullable(there);
  }

  /// Whether nothing is left of what the operator applied at this place, outside of lists.
  boolean lacks(FieldPath path) {
    Object there = own;
    for (var step : path.steps()) {
      if (step instanceof Item) {
        return false;
      }
      there = there instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return there == null;
  }

  /// The innermost fields that differ.
  List<FieldPath> differences() {
    var paths = new ArrayList<FieldPath>();
    collect(own, wanted, FieldPath.ROOT, paths);
    return paths;
  }

  private static void collect(
      @Nullable Object own, @Nullable Object wanted, FieldPath path, List<FieldPath> into) {
    if (Objects.equals(own, wanted)) {
      return;
    }
    if (Objects.requireNonNullElse(own, Map.of()) instanceof Map<?, ?> there
        && wanted instanceof Map<?, ?> should) {
      var fields = new TreeSet<Object>(there.keySet());
      fields.addAll(should.keySet());
      fields.forEach(f -> collect(there.get(f), should.get(f), path.then(f), into));
    } else if (own instanceof List<?> there
        && wanted instanceof List<?> should
        && should.stream().allMatch(Map.class::isInstance)) {
      collectItems(there, should, path, into);
    } else {
      into.add(path);
    }
  }

  private static void collectItems(
      List<?> own, List<?> wanted, FieldPath path, List<FieldPath> into) {
    var before = into.size();
    for (var i = 0; i < wanted.size(); i++) {
      var item = (Map<?, ?>) wanted.get(i);
      var name = item.get("name");
      var twin = name == null ? at(own, i) : named(own, name);
      var label = name == null ? String.valueOf(i) : name.toString();
      collect(twin, item, path.then(new Item(item, label)), into);
    }
    if (into.size() == before) {
      into.add(path);
    }
  }

  private static @Nullable Object at(List<?> items, int index) {
    return index < items.size() ? items.get(index) : null;
  }

  private static @Nullable Object named(List<?> items, Object name) {
    return items.stream()
        .filter(item -> item instanceof Map<?, ?> map && name.equals(map.get("name")))
        .findFirst()
        .orElse(null);
  }
}

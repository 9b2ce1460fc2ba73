package run.fibonacci.operator.drift;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Makes the operator the owner of what somebody else wrote into the spec of a child. Server-side
/// apply takes away nothing but what its manager owned, so this comes before it where the other's
/// part has to go. The API server keeps the owners in `metadata.managedFields`, and lets them be
/// edited.
public final class Takeover {

  private static final String SPEC = "f:spec";

  /// Whoever scales counts on this one.
  private static final String REPLICAS = "f:replicas";

  private final String rival;
  private final String us;

  private Takeover(String rival, String us) {
    this.rival = rival;
    this.us = us;
  }

  /// A JSON patch that does it, for just this version of the child; empty where the other owns
  /// nothing.
  ///
  /// @param rival the other's field manager
  /// @param us the operator's own
  public static Optional<String> patch(HasMetadata child, String rival, String us) {
    var entries = child.getMetadata().getManagedFields();
    var after = new Takeover(rival, us).after(entries);
    return after.equals(entries)
        ? Optional.empty()
        : Optional.of(
            Serialization.asJson(
                List.of(
                    Map.of(
                        "op", "test",
                        "path", "/metadata/resourceVersion",
                        "value", child.getMetadata().getResourceVersion()),
                    Map.of("op", "replace", "path", "/metadata/managedFields", "value", after))));
  }

  private List<ManagedFieldsEntry> after(List<ManagedFieldsEntry> entries) {
    var taken =
        entries.stream()
            .filter(this::isTheirs)
            .map(entry -> Map.<String, Object>of(SPEC, spec(entry)))
            .reduce(Map.of(), Takeover::union);
    return entries.stream()
        .map(entry -> isOurs(entry) ? with(entry, union(fields(entry), taken)) : left(entry))
        .filter(entry -> !fields(entry).isEmpty())
        .toList();
  }

  private boolean isOurs(ManagedFieldsEntry entry) {
    return entry.getManager().equals(us) && entry.getOperation().equals("Apply");
  }

  private boolean isTheirs(ManagedFieldsEntry entry) {
    return entry.getManager().equals(rival)
        && entry.getSubresource() == null
        && fields(entry).containsKey(SPEC);
  }

  /// What is left to the other.
  private ManagedFieldsEntry left(ManagedFieldsEntry entry) {
    if (!isTheirs(entry)) {
      return entry;
    }
    var left = new TreeMap<>(fields(entry));
    left.remove(SPEC);
    if (fields(entry).get(SPEC) instanceof Map<?, ?> spec && spec.containsKey(REPLICAS)) {
      left.put(SPEC, Map.of(REPLICAS, Map.of()));
    }
    return with(entry, left);
  }

  private static Map<String, Object> spec(ManagedFieldsEntry entry) {
    var spec = union(Map.of(), (Map<?, ?>) Objects.requireNonNull(fields(entry).get(SPEC)));
    spec.remove(REPLICAS);
    return spec;
  }

  private static Map<String, Object> fields(ManagedFieldsEntry entry) {
    return entry.getFieldsV1().getAdditionalProperties();
  }

  private static ManagedFieldsEntry with(ManagedFieldsEntry entry, Map<String, Object> owned) {
    var fields = new FieldsV1();
    fields.setAdditionalProperties(owned);
    return new ManagedFieldsEntryBuilder(entry).withFieldsV1(fields).build();
  }

  private static Map<String, Object> union(Map<?, ?> one, Map<?, ?> other) {
    var all = new TreeMap<String, Object>();
    one.forEach((field, below) -> all.put((String) field, below));
    other.forEach((field, below) ->
        all.merge(
            (String) field,
            below,
            (a, b) -> a instanceof Map<?, ?> x && b instanceof Map<?, ?> y ? union(x, y) : a));
    return all;
  }
}

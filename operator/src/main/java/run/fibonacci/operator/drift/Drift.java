package run.fibonacci.operator.drift;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody else changed about a child.
///
/// @param kind the child's kind
/// @param name the child's name
/// @param manager the field manager that made the change, or [#UNKNOWN]
/// @param fields where; empty when the whole child was deleted
public record Drift(String kind, String name, String manager, List<String> fields) {

  /// Stands for a manager who left no trace: one who only took something away.
  public static final String UNKNOWN = "unknown";

  private static final int FIELDS_NAMED = 3;

  /// A child that is no longer there.
  public static Drift deleted(HasMetadata child) {
    return new Drift(child.getKind(), child.getMetadata().getName(), UNKNOWN, List.of());
  }

  /// What others changed, if it was others: of a field that differs and that nobody else owns, the
  /// operator itself now wants something new. Labels and owners are never wanted anew.
  ///
  /// @param us the operator's own field manager
  public static Optional<Drift> of(HasMetadata actual, Comparison<?> comparison, String us) {
    var differences = comparison.differences();
    return others(actual, us)
        .flatMap(other -> of(actual, other, differences).stream())
        .findFirst()
        .or(() -> stripped(actual, differences));
  }

  /// What others put in the place of our fields, which are gone: of one object, they own other
  /// parts. To be asked only where the operator wants nothing new.
  ///
  /// @param us the operator's own field manager
  public static Optional<Drift> displaced(HasMetadata actual, Comparison<?> comparison, String us) {
    var gone = comparison.differences().stream().filter(comparison::lacks).toList();
    return others(actual, us)
        .filter(other -> other.getSubresource() == null)
        .flatMap(other -> {
          var owned = other.getFieldsV1().getAdditionalProperties();
          var theirs = gone.stream().filter(path -> path.parent().isIn(owned)).toList();
          return of(actual, other.getManager(), theirs).stream();
        })
        .findFirst();
  }

  private static Stream<ManagedFieldsEntry> others(HasMetadata actual, String us) {
    return actual.getMetadata().getManagedFields().stream()
        .filter(entry -> !entry.getManager().equals(us) && entry.getFieldsV1() != null)
        .filter(entry -> !"status".equals(entry.getSubresource()));
  }

  private static Optional<Drift> of(
      HasMetadata actual, ManagedFieldsEntry other, List<FieldPath> differences) {
    var owned = other.getFieldsV1().getAdditionalProperties();
    var theirs =
        differences.stream()
            .filter(path -> path.isIn(owned) || path.outermostList().isIn(owned))
            .toList();
    return of(actual, other.getManager(), theirs);
  }

  private static Optional<Drift> stripped(HasMetadata actual, List<FieldPath> differences) {
    return of(actual, UNKNOWN, differences.stream().filter(p -> p.isBelow("metadata")).toList());
  }

  private static Optional<Drift> of(HasMetadata actual, String manager, List<FieldPath> paths) {
    var fields = paths.stream().map(FieldPath::toString).toList();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new Drift(actual.getKind(), actual.getMetadata().getName(), manager, fields));
  }

  /// Whether the change is at this place or below it.
  public boolean touches(String path) {
    return fields.stream().anyMatch(field -> field.startsWith(path));
  }

  /// The object and the fields as a sentence takes them: `spec.replicas of Deployment demo`.
  public String place() {
    var object = kind + " " + name;
    if (fields.isEmpty()) {
      return object;
    }
    var named = new ArrayList<>(fields.subList(0, Math.min(FIELDS_NAMED, fields.size())));
    if (fields.size() > FIELDS_NAMED) {
      named.add((fields.size() - FIELDS_NAMED) + " more");
    }
    return String.join(", ", named) + " of " + object;
  }
}

package run.fibonacci.operator.replicas;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.Autoscaling;
import run.fibonacci.api.v1.FibonacciServiceSpec;

/// Decides whether to write `replicas` into the Deployment, and which number.
///
/// A field that its only owner stops applying is reset, here to one pod; and a field that is
/// applied while an autoscaler moves it undoes the autoscaler's last decision. So under autoscaling
/// the number that is there is repeated until the autoscaler (or anyone else) has set one and
/// thereby owns the field, and is left out from then on. Without autoscaling the spec's number is
/// applied, which takes the field back.
///
/// @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/">Server-side
///   apply: transferring ownership</a>
public final class ReplicaHandover {

  private static final int DEFAULT = 2;

  private ReplicaHandover() {}

  /// Fewest pods that the autoscaler keeps.
  public static int minimum(Autoscaling autoscaling) {
    return requireNonNullElse(
        autoscaling.minReplicas(), Math.min(DEFAULT, autoscaling.maxReplicas()));
  }

  /// Pods without which the service does not count as ready: what the spec says, and under
  /// autoscaling the minimum, since the rest come and go with the load.
  public static int needed(FibonacciServiceSpec spec) {
    return spec.autoscaling() == null
        ? requireNonNullElse(spec.replicas(), DEFAULT)
        : minimum(spec.autoscaling());
  }

  /// The number to apply; empty leaves the field to its other owner.
  ///
  /// @param actual the Deployment as it was last seen, or null where there is none
  /// @param fieldManager the name under which the operator applies
  public static Optional<Integer> replicas(
      FibonacciServiceSpec spec, @Nullable Deployment actual, String fieldManager) {
    var autoscaling = spec.autoscaling();
    if (autoscaling == null) {
      return Optional.of(needed(spec));
    }
    var minimum = minimum(autoscaling);
    if (actual == null) {
      return Optional.of(minimum);
    }
    if (isOwnedByAnother(actual, fieldManager)) {
      return Optional.empty();
    }
    var there = requireNonNullElse(actual.getSpec().getReplicas(), minimum);
    // an autoscaler leaves a Deployment of no pods alone
    return Optional.of(there == 0 ? minimum : there);
  }

  private static boolean isOwnedByAnother(Deployment deployment, String fieldManager) {
    return deployment.getMetadata().getManagedFields().stream()
        .filter(entry -> !entry.getManager().equals(fieldManager))
        .anyMatch(ReplicaHandover::ownsReplicas);
  }

  private static boolean ownsReplicas(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() != null
        && entry.getFieldsV1().getAdditionalProperties().get("f:spec") instanceof Map<?, ?> spec
        && spec.containsKey("f:replicas");
  }
}

package run.fibonacci.operator.status;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import io.javaoperatorsdk.operator.OperatorException;
import java.util.Comparator;
import java.util.Objects;
import run.fibonacci.operator.dependent.NameConflictException;
import run.fibonacci.operator.dependent.NoDefaultDatabaseException;
import run.fibonacci.operator.drift.Drift;

/// Why something does not go on.
///
/// @param reason one word in CamelCase, for `kubectl get`
/// @param message a sentence for people
/// @param needsPerson whether it stays until somebody changes something
public record Trouble(String reason, String message, boolean needsPerson) {

  /// Somebody else keeps undoing what the operator does.
  public static Trouble contested(Drift drift) {
    var change = drift.fields().isEmpty() ? "deleting " : "changing ";
    return new Trouble(
        "Contested",
        "%s keeps %s%s: have one of the two let go of it; it is put back ever more rarely"
            .formatted(drift.manager(), change, drift.place()),
        true);
  }

  /// What a failed reconcile says to the user.
  public static Trouble of(Throwable error) {
    return switch (error) {
      case AggregatedOperatorException several ->
          several.getAggregatedExceptions().values().stream()
              .map(Trouble::of)
              .min(Comparator.comparing(Trouble::reason).thenComparing(Trouble::message))
              .orElseThrow();
      case OperatorException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case NameConflictException conflict ->
          new Trouble("NameConflict", String.valueOf(conflict.getMessage()), true);
      case NoDefaultDatabaseException missing ->
          new Trouble("NoDefaultDatabase", String.valueOf(missing.getMessage()), true);
      case KubernetesClientException refused when isNamespaceLeaving(refused) ->
          new Trouble("NamespaceTerminating", words(refused), false);
      case KubernetesClientException refused -> new Trouble("Refused", words(refused), true);
      default -> new Trouble("ReconcileFailed", error.toString(), true);
    };
  }

  private static boolean isNamespaceLeaving(KubernetesClientException refused) {
    return refused.getStatus() != null
        && refused.getStatus().getDetails() != null
        && refused.getStatus().getDetails().getCauses().stream()
            .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  /// What the service wants and the cluster does not have.
  public static Trouble missingKind(String sentence) {
    return new Trouble("MissingKind", sentence, true);
  }

  /// The API server's own sentence; the client's exception wraps it in requests and stack traces.
  private static String words(KubernetesClientException refused) {
    return refused.getStatus() != null && refused.getStatus().getMessage() != null
        ? refused.getStatus().getMessage()
        : Objects.toString(refused.getMessage());
  }
}

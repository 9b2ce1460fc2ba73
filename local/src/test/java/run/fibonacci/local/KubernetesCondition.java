package run.fibonacci.local;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import run.fibonacci.local.binaries.Binaries;
import run.fibonacci.local.binaries.BinaryCache;

/// Lets tests run where there can be an API server.
public class KubernetesCondition implements ExecutionCondition {
  /// Skips a whole class, by name, where there can be no API server.
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return binaries(context).isPresent()
        ? enabled("Kubernetes' executables are here")
        : disabled("Kubernetes' executables cannot be had on this machine");
  }

  /// Looked for once in a run: where they cannot be had, saying so takes seconds.
  private static Optional<Binaries> binaries(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(BinaryCache.class))
        .computeIfAbsent("binaries", key -> find(), Found.class)
        .binaries();
  }

  private record Found(Optional<Binaries> binaries) {}

  private static Found find() {
    try {
      return new Found(BinaryCache.forTests());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

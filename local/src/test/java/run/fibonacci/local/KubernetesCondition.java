package run.fibonacci.local;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import run.fibonacci.local.binaries.BinaryCache;

/// Lets tests run where there can be an API server.
public class KubernetesCondition implements ExecutionCondition {
  /// Skips a whole class, by name, where there can be no API server.
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return BinaryCache.forTests().isPresent()
        ? enabled("Kubernetes' executables are here")
        : disabled("Kubernetes' executables cannot be had on this machine");
  }
}

package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// There is a child while the spec wants it.
public final class WhenWanted implements Condition<HasMetadata, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return dependent instanceof FibonacciDependent<?> child && child.isWanted(service);
  }
}

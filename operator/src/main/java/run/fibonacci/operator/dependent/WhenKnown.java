package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import run.fibonacci.api.v1.FibonacciService;

/// A child is looked after while the cluster has its kind. To be used for nothing that differs from
/// service to service: where it does not hold, the kind is watched for none of them.
public final class WhenKnown implements Condition<HasMetadata, FibonacciService> {

  @Override
  public boolean isMet(
      DependentResource<HasMetadata, FibonacciService> dependent,
      FibonacciService service,
      Context<FibonacciService> context) {
    return dependent instanceof OptionalDependent<?> child
        && child.isKnown(service, context.getClient());
  }
}

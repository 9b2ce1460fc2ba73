package run.fibonacci.service.tracing;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import run.fibonacci.service.TracingSettings;

/// Stands in where there is no tracing.
@Singleton
@Requires(missingProperty = TracingSettings.TRACING)
final class Untraced implements Steps {
  @Override
  public Step ofThisRequest() {
    return Step.UNTRACED;
  }
}

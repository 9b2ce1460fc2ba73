package run.fibonacci.service.tracing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.propagation.PropagatedContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import run.fibonacci.service.TracingSettings;

/// Steps as spans below that of their request.
@Singleton
@Requires(property = TracingSettings.TRACING)
final class Traced implements Steps {
  private final Tracer tracer;

  Traced(Tracing tracing) {
    tracer = tracing.tracer();
  }

  @Override
  public Step ofThisRequest() {
    return PropagatedContext.getOrEmpty()
        .find(RequestSpan.class)
        .map(RequestSpan::span)
        .filter(span -> span.getSpanContext().isSampled())
        .<Step>map(SpanStep::new)
        .orElse(Step.UNTRACED);
  }

  private final class SpanStep implements Step {
    private final Span span;

    private SpanStep(Span span) {
      this.span = span;
    }

    @Override
    public Step begin(String name) {
      return new SpanStep(
          tracer.spanBuilder(name).setParent(Context.root().with(span)).startSpan());
    }

    @Override
    public Step with(String attribute, long value) {
      span.setAttribute(attribute, value);
      return this;
    }

    @Override
    public void end(@Nullable Throwable failure) {
      if (failure != null) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}

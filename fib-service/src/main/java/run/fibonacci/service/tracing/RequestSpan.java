package run.fibonacci.service.tracing;

import io.micronaut.core.propagation.PropagatedContextElement;
import io.opentelemetry.api.trace.Span;

/// Goes with a request from thread to thread.
record RequestSpan(Span span) implements PropagatedContextElement {}

/// Traces by OpenTelemetry: a span for each request, in the trace that its caller began. Nothing
/// here is loaded where no collector is named.
@NullMarked
package run.fibonacci.service.tracing;

import org.jspecify.annotations.NullMarked;

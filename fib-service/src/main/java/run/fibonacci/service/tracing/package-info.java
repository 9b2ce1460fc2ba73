/// Traces by OpenTelemetry: a span for each request, in the trace that its caller began, and below
/// it one for each [Step] that takes time of its own. Nothing of OpenTelemetry is loaded where no
/// collector is named.
@NullMarked
package run.fibonacci.service.tracing;

import org.jspecify.annotations.NullMarked;

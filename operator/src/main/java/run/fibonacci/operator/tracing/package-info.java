/// Traces of reconciles and of the requests that they make, sent to an OTLP receiver where there is
/// one. OpenTelemetry is in [run.fibonacci.operator.tracing.OtlpTraces] alone, which is not loaded
/// otherwise.
@NullMarked
package run.fibonacci.operator.tracing;

import org.jspecify.annotations.NullMarked;

package run.fibonacci.operator.tracing;

import io.javaoperatorsdk.operator.api.monitoring.Metrics.ControllerExecution;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import run.fibonacci.operator.connection.Request;

/// Sends traces by OTLP over HTTP, a few seconds after the fact. Names of attributes are those of
/// OpenTelemetry's semantic conventions.
final class OtlpTraces implements Traces {

  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final long LAST_WORDS_SECONDS = 5;
  private static final int FIRST_ERROR = 400;

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  OtlpTraces(String endpoint, String version) {
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint.replaceFirst("/$", "") + "/v1/traces")
            .build();
    var who =
        Attributes.builder()
            .put("service.name", "fibonacci-operator")
            .put("service.version", version)
            .build();
    provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().merge(Resource.create(who)))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).setScheduleDelay(DELAY).build())
            .build();
    tracer = provider.get("run.fibonacci.operator");
  }

  @Override
  public <T> T follow(ControllerExecution<T> reconcile) throws Exception {
    var service = reconcile.resourceID();
    var span =
        tracer
            .spanBuilder(reconcile.name())
            .setAttribute("k8s.namespace.name", service.getNamespace().orElse(""))
            .setAttribute("fibonacci.service", service.getName())
            .startSpan();
    try (var _ = span.makeCurrent()) {
      return reconcile.execute();
    } catch (Exception e) {
      span.recordException(e).setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      span.end();
    }
  }

  @Override
  public Runnable carry(Runnable task) {
    return Context.current().wrap(task);
  }

  /// Requests that belong to no reconcile are left out: watches, and the lease.
  @Override
  public IntConsumer begins(Request request) {
    if (!Span.current().getSpanContext().isValid()) {
      return status -> {};
    }
    var span =
        tracer
            .spanBuilder(request.verb())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("url.path", request.path())
            .startSpan();
    return status -> {
      span.setAttribute("http.response.status_code", status);
      if (status == 0 || status >= FIRST_ERROR) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }

  @Override
  public void close() {
    provider.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
  }
}

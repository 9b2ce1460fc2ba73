package run.fibonacci.service.tracing;

import io.micronaut.context.annotation.Requires;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.bridge.SLF4JBridgeHandler;
import run.fibonacci.service.TracingSettings;

/// Sends spans to the collector, in batches beside the requests: while it is away, spans are
/// dropped and requests go on.
@Singleton
@Requires(property = TracingSettings.TRACING)
final class Tracing implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST_ATTRIBUTE = 256;

  private final SdkTracerProvider spans;

  Tracing(TracingSettings settings) {
    // The exporter says in the JDK's log what it cannot send: that belongs into the service's.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    var exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint() + "/v1/traces")
            .setTimeout(PATIENCE)
            .build();
    spans =
        SdkTracerProvider.builder()
            .setResource(resource())
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.percent() / 100.0)))
            .setSpanLimits(
                SpanLimits.builder().setMaxAttributeValueLength(LONGEST_ATTRIBUTE).build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(Duration.ofSeconds(1))
                    .setExporterTimeout(PATIENCE)
                    .build())
            .build();
  }

  Tracer tracer() {
    return spans.get("run.fibonacci.service");
  }

  @Override
  @PreDestroy
  public void close() {
    spans.close();
  }

  private static Resource resource() {
    Attributes attributes =
        Attributes.builder()
            .put("service.name", "fib-service")
            .put("service.instance.id", host())
            .build();
    return Resource.getDefault().merge(Resource.create(attributes));
  }

  /// In a pod, its name.
  private static String host() {
    return Optional.ofNullable(System.getenv("HOSTNAME"))
        .orElseGet(() -> InetAddress.getLoopbackAddress().getHostName());
  }
}

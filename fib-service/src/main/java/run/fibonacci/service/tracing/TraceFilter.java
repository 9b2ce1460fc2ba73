package run.fibonacci.service.tracing;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.fibonacci.service.OwnRequests;
import run.fibonacci.service.TracingSettings;
import run.fibonacci.service.metrics.RouteName;

/// A span for each request, from its arrival until its answer begins, within the trace that the
/// header `traceparent` names (W3C Trace Context). Log lines of the request carry its id.
///
/// Names are those of OpenTelemetry's semantic conventions for HTTP.
@ServerFilter({"/fibonacci/**", "/sequence/**", "/sign-in/**", "/sign-out"})
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
@Requires(property = TracingSettings.TRACING)
final class TraceFilter {
  private static final String SPAN = TraceFilter.class.getName();

  private static final TextMapGetter<HttpRequest<?>> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpRequest<?> request) {
          return request.getHeaders().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpRequest<?> request, String name) {
          return request == null ? null : request.getHeaders().get(name);
        }
      };

  private final Tracer tracer;
  private final OwnRequests own;

  TraceFilter(Tracing tracing, OwnRequests own) {
    tracer = tracing.tracer();
    this.own = own;
  }

  @RequestFilter
  void begin(HttpRequest<?> request, MutablePropagatedContext context) {
    if (own.include(request)) {
      return;
    }
    Span span =
        tracer
            .spanBuilder(request.getMethodName())
            .setParent(
                W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS))
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", request.getMethodName())
            .setAttribute("url.path", request.getUri().getRawPath())
            .startSpan();
    request.setAttribute(SPAN, span);
    context.add(new RequestSpan(span));
    context.add(new MdcPropagationContext(ids(span.getSpanContext())));
  }

  private static Map<String, String> ids(SpanContext span) {
    return Map.of("trace_id", span.getTraceId(), "span_id", span.getSpanId());
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    if (request.getAttribute(SPAN).orElse(null) instanceof Span span) {
      RouteName.of(request)
          .ifPresent(route -> {
            span.updateName(request.getMethodName() + " " + route);
            span.setAttribute("http.route", route);
          });
      span.setAttribute("http.response.status_code", response.code());
      if (response.code() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }
}

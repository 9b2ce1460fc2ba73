package run.fibonacci.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.RunningService;

final class TracingHttpTest {
  private static final String CALLER = "00f067aa0ba902b7";

  private final String trace = randomTrace();

  private static String randomTrace() {
    byte[] id = new byte[16];
    ThreadLocalRandom.current().nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  private static RunningService start(Collector collector, String percent) {
    return RunningService.start(
        Map.of(
            "FIBONACCI_DATABASE_NAME",
            "tracing",
            "FIBONACCI_TRACING_ENDPOINT",
            collector.endpoint(),
            "FIBONACCI_TRACING_PERCENT",
            percent));
  }

  private String traceparent(String flags) {
    return "00-" + trace + "-" + CALLER + "-" + flags;
  }

  @Test
  void aRequestIsASpanInTheTraceOfItsCaller() throws IOException {
    try (var collector = Collector.start();
        var service = start(collector, "0")) {
      service.get("/fibonacci/100000?mod=7", "traceparent", traceparent("01"));
      Span span = collector.spans(trace, 1).getFirst();
      assertThat(Collector.hex(span.getParentSpanId().toByteArray())).isEqualTo(CALLER);
      assertThat(span.getName()).isEqualTo("GET /fibonacci/{n}");
      assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
      assertThat(attributes(span))
          .containsEntry("http.request.method", "GET")
          .containsEntry("http.route", "/fibonacci/{n}")
          .containsEntry("http.response.status_code", "200")
          .containsEntry("url.path", "/fibonacci/100000");
      assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano());
      assertThat(collector.services()).contains("fib-service");
    }
  }

  @Test
  void aSequencesWaitAndItsStatementArePartsOfTheRequest() throws IOException {
    try (var collector = Collector.start();
        var service = start(collector, "0")) {
      service.post("/sequence/next?count=3", "traceparent", traceparent("01"));
      List<Span> spans = collector.spans(trace, 3);
      assertThat(spans)
          .extracting(Span::getName)
          .containsExactlyInAnyOrder("POST /sequence/next", "take", "statement");
      expectPart(named(spans, "POST /sequence/next"), named(spans, "take"));
      expectPart(named(spans, "take"), named(spans, "statement"));
      assertThat(attributes(named(spans, "take"))).containsEntry("fibonacci.count", "3");
      assertThat(attributes(named(spans, "statement"))).containsEntry("batch.size", "1");
    }
  }

  @Test
  void readingAndRestartingAreToo() throws IOException {
    try (var collector = Collector.start();
        var service = start(collector, "0")) {
      service.get("/sequence", "traceparent", traceparent("01"));
      service.delete("/sequence", "traceparent", traceparent("01"));
      List<Span> spans = collector.spans(trace, 4);
      assertThat(spans)
          .extracting(Span::getName)
          .containsExactlyInAnyOrder("GET /sequence", "read", "DELETE /sequence", "restart");
      expectPart(named(spans, "GET /sequence"), named(spans, "read"));
      expectPart(named(spans, "DELETE /sequence"), named(spans, "restart"));
    }
  }

  @Test
  void aLargeComputationIsAPartOfTheRequest() throws IOException {
    try (var collector = Collector.start();
        var service = start(collector, "0")) {
      service.get("/fibonacci/1000000", "traceparent", traceparent("01"));
      List<Span> spans = collector.spans(trace, 2);
      assertThat(spans)
          .extracting(Span::getName)
          .containsExactlyInAnyOrder("GET /fibonacci/{n}", "compute large");
      expectPart(named(spans, "GET /fibonacci/{n}"), named(spans, "compute large"));
    }
  }

  private static Span named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static void expectPart(Span whole, Span part) {
    assertThat(part.getParentSpanId()).isEqualTo(whole.getSpanId());
    assertThat(part.getStartTimeUnixNano())
        .isBetween(whole.getStartTimeUnixNano(), part.getEndTimeUnixNano());
  }

  @Test
  void problemsAreSpansTooAndOnlyTheServicesOwnAreErrors() throws IOException {
    try (var collector = Collector.start();
        var service =
            RunningService.start(
                Map.of(
                    "FIBONACCI_STORE", "none",
                    "FIBONACCI_LIMITS_REQUEST_TIMEOUT", "1ms",
                    "FIBONACCI_TRACING_ENDPOINT", collector.endpoint()))) {
      service.get("/fibonacci/ten", "traceparent", traceparent("01"));
      service.post("/sequence/next", "traceparent", traceparent("01"));
      service.get("/fibonacci/9999999", "traceparent", traceparent("01"));
      assertThat(collector.spans(trace, 4))
          .filteredOn(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
          .extracting(
              span -> attributes(span).get("http.response.status_code"),
              span -> span.getStatus().getCode())
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("400", StatusCode.STATUS_CODE_UNSET),
              org.assertj.core.groups.Tuple.tuple("404", StatusCode.STATUS_CODE_UNSET),
              org.assertj.core.groups.Tuple.tuple("503", StatusCode.STATUS_CODE_ERROR));
    }
  }

  @Test
  void whatTheCallerDoesNotKeepIsNotSent() throws IOException {
    try (var collector = Collector.start();
        var service = start(collector, "100")) {
      service.get("/fibonacci/7", "traceparent", traceparent("00"));
      String kept = trace.replaceFirst("^.", trace.startsWith("a") ? "b" : "a");
      service.get("/fibonacci/7", "traceparent", "00-" + kept + "-" + CALLER + "-01");
      assertThat(collector.spans(kept, 1)).hasSize(1);
      assertThat(collector.spans(trace, 0)).isEmpty();
    }
  }

  @Test
  void whileTheCollectorIsAwayRequestsAreAnswered() throws IOException {
    var collector = Collector.start();
    collector.close();
    try (var service = start(collector, "100")) {
      assertThat(service.get("/fibonacci/7").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutACollectorNothingIsTraced() {
    try (var service = RunningService.start(Map.of("FIBONACCI_STORE", "none"))) {
      assertThat(service.get("/fibonacci/7", "traceparent", traceparent("01")).statusCode())
          .isEqualTo(200);
      assertThat(service.context().findBean(TraceFilter.class)).isEmpty();
      assertThat(service.context().findBean(Tracing.class)).isEmpty();
    }
  }

  private static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, TracingHttpTest::value));
  }

  private static String value(KeyValue attribute) {
    return attribute.getValue().hasIntValue()
        ? String.valueOf(attribute.getValue().getIntValue())
        : attribute.getValue().getStringValue();
  }
}

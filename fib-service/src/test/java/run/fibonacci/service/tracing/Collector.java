package run.fibonacci.service.tracing;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import run.fibonacci.service.Loopback;

/// Takes OTLP over HTTP and keeps it.
public final class Collector implements AutoCloseable {
  private static final int PORT = 4318;

  private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
  private final String address = Loopback.address();
  private final HttpServer server;

  private Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, PORT), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  public static Collector start() throws IOException {
    return new Collector();
  }

  /// What the setting of the service is.
  public String endpoint() {
    return "http://" + address + ":" + PORT;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.addAll(
          ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList());
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /// The traces of all spans that came so far.
  public List<String> traces() {
    return spans().map(span -> hex(span.getTraceId().toByteArray())).distinct().toList();
  }

  /// All spans of one trace, when there are so many.
  List<Span> spans(String trace, int count) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> spans(trace), spans -> spans.size() >= count);
  }

  private List<Span> spans(String trace) {
    return spans().filter(span -> hex(span.getTraceId().toByteArray()).equals(trace)).toList();
  }

  private Stream<Span> spans() {
    return received.stream()
        .map(ResourceSpans::getScopeSpansList)
        .flatMap(List::stream)
        .map(ScopeSpans::getSpansList)
        .flatMap(List::stream);
  }

  /// What the senders say of themselves.
  List<String> services() {
    return received.stream()
        .flatMap(spans -> spans.getResource().getAttributesList().stream())
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .toList();
  }

  static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

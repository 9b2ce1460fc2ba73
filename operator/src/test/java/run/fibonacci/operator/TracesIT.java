package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a receiver of traces gets from an operator at work.
@ExtendWith(Cluster.class)
final class TracesIT {

  private final Subject demo = new Subject(Cluster.namespace());
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  private record Span(ByteBuffer trace, ByteBuffer id, ByteBuffer parent, String name) {}

  @BeforeEach
  void a_receiver() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            read(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()), 0);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
          }
        });
    receiver.start();
  }

  @AfterEach
  void ends() {
    receiver.stop(0);
  }

  @Test
  void the_requests_of_a_reconcile_are_parts_of_its_trace() throws InterruptedException {
    try (var _ = TestOperator.of("1.2.3", Cluster.operatorConfig(), settings())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      eventually(() -> spans, all -> all.stream().anyMatch(span -> span.name.equals("reconcile")));
    }

    var reconcile =
        spans.stream()
            .filter(span -> span.name.equals("reconcile") && !childrenOf(span).isEmpty())
            .findFirst()
            .orElseThrow();
    assertThat(reconcile.parent.hasRemaining()).as("it is the root").isFalse();
    assertThat(childrenOf(reconcile)).extracting(Span::name).contains("apply");
    assertThat(spans).extracting(Span::name).doesNotContain("watch");
  }

  /// What the chart makes of the receiver's address, for an operator on this machine.
  private Map<String, String> settings() throws InterruptedException {
    var endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort();
    var container = ChartValuesIT.install(Map.of("tracing.endpoint", endpoint, "replicas", 1));
    var settings = new HashMap<>(ChartValuesIT.environment(container));
    settings.remove("FIB_NAMESPACES_FILE");
    settings.put("FIB_NAMESPACES", demo.namespace());
    settings.put("FIB_LEADER_ELECTION", "false");
    return settings;
  }

  private List<Span> childrenOf(Span span) {
    return spans.stream()
        .filter(child -> child.parent.equals(span.id) && child.trace.equals(span.trace))
        .toList();
  }

  /// Spans are fields of number 2 in fields of number 2 in fields of number 1
  /// (`opentelemetry/proto/collector/trace/v1`, `trace/v1`).
  private void read(ByteBuffer message, int depth) {
    if (depth == 3) {
      var fields = fields(message);
      var none = ByteBuffer.allocate(0);
      var name = StandardCharsets.UTF_8.decode(fields.get(5).getFirst().duplicate()).toString();
      var parent = fields.getOrDefault(4, List.of(none)).getFirst();
      spans.add(new Span(fields.get(1).getFirst(), fields.get(2).getFirst(), parent, name));
      return;
    }
    fields(message)
        .getOrDefault(depth == 0 ? 1 : 2, List.of())
        .forEach(part -> read(part, depth + 1));
  }

  /// The fields of a protobuf message that have a length, by number.
  private static Map<Integer, List<ByteBuffer>> fields(ByteBuffer message) {
    var fields = new HashMap<Integer, List<ByteBuffer>>();
    var rest = message.duplicate().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      var tag = (int) varint(rest);
      switch (tag & 7) {
        case 0 -> varint(rest);
        case 1 -> rest.getLong();
        case 5 -> rest.getInt();
        default -> {
          var length = (int) varint(rest);
          fields
              .computeIfAbsent(tag >> 3, number -> new CopyOnWriteArrayList<>())
              .add(rest.slice(rest.position(), length));
          rest.position(rest.position() + length);
        }
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    var value = 0L;
    for (var shift = 0; ; shift += 7) {
      var b = in.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}

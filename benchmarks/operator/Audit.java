import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the operator asked of the API server, by the API server's own account. The lease and the
/// watches are left out: they are there whatever there is to do.
///
/// @param log one event a line
record Audit(Path log) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String USER = "system:serviceaccount:system:fibonacci-operator";
  private static final Set<String> READS = Set.of("get", "list");

  /// A request.
  record Call(Instant at, String verb, String resource) {}

  /// The requests of a time, in order.
  List<Call> calls(Instant from, Instant to) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(USER))
          .map(Audit::parse)
          .filter(event -> event.at("/user/username").asText().equals(USER))
          .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
          .map(Audit::call)
          .filter(call -> !call.verb.equals("watch") && !call.resource.equals("leases"))
          .filter(call -> !call.resource.startsWith("selfsubject"))
          .filter(call -> !call.at.isBefore(from) && call.at.isBefore(to))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How many of them change something.
  long writes(Instant from, Instant to) {
    return calls(from, to).stream().filter(call -> !READS.contains(call.verb)).count();
  }

  /// When the last child was written.
  Instant lastChild(Instant from) {
    return calls(from, Instant.now()).stream()
        .filter(call -> call.verb.equals("patch") && !call.resource.contains("fibonacci"))
        .map(Call::at)
        .max(Instant::compareTo)
        .orElseThrow();
  }

  /// Seconds until the first write.
  double firstWrite(Instant from) {
    var first =
        calls(from, Instant.now()).stream().filter(call -> !READS.contains(call.verb)).findFirst();
    return Duration.between(from, first.orElseThrow().at).toMillis() / 1000.0;
  }

  /// How many requests there are of each kind.
  static Map<String, Long> byVerb(List<Call> calls) {
    var counts = new TreeMap<String, Long>();
    calls.forEach(call -> counts.merge(call.verb + " " + call.resource, 1L, Long::sum));
    return counts;
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Call call(JsonNode event) {
    var resource = event.at("/objectRef/resource").asText();
    var part = event.at("/objectRef/subresource").asText();
    return new Call(
        Instant.parse(event.path("requestReceivedTimestamp").asText()),
        event.path("verb").asText(),
        part.isEmpty() ? resource : resource + "/" + part);
  }
}

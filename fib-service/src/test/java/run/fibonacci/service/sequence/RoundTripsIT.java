package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import run.fibonacci.service.Line;
import run.fibonacci.service.PostgresServer;
import run.fibonacci.service.RunningService;

/// Counts what the service waits for on its way to the database, in messages of PostgreSQL's
/// protocol: each Sync and each Query is a round trip.
final class RoundTripsIT {
  private static final int CALLS = 300;

  private final AtomicInteger roundTrips = new AtomicInteger();
  private final String session = UUID.randomUUID().toString();

  @ParameterizedTest
  @CsvSource({"/sequence/next, false", "/sequence/next?count=5, false", "/sequence/next, true"})
  void aLoneCallIsOneRoundTrip(String path, boolean keyed) {
    try (Line line = Line.to("127.0.0.1", PostgresServer.shared().port(), this::count);
        var service = RunningService.start(through(line)).awaitReady()) {
      int before = roundTrips.get();
      for (int i = 0; i < CALLS; i++) {
        String[] key = keyed ? new String[] {"Idempotency-Key", "key " + i} : new String[0];
        String[] headers =
            Stream.concat(Stream.of(Caller.HEADER, session), Stream.of(key)).toArray(String[]::new);
        assertThat(service.post(path, headers).statusCode()).isEqualTo(200);
      }
      // Every two seconds there is a trial besides, and a connection that rested is looked at.
      assertThat(roundTrips.get() - before).isBetween(CALLS, CALLS + CALLS / 2);
    }
  }

  @Test
  void callsAtTheSameTimeShareRoundTrips() {
    try (Line line = Line.to("127.0.0.1", PostgresServer.shared().port(), this::count);
        var service = RunningService.start(through(line)).awaitReady()) {
      SequenceStore store = service.context().getBean(SequenceStore.class);
      int before = roundTrips.get();
      var takes =
          Stream.generate(() -> new Take(Digest.of(session), Optional.empty(), 1, 9_999))
              .limit(2_000)
              .map(take -> store.take(take).toCompletableFuture())
              .toList();
      takes.forEach(take -> take.join());
      assertThat(roundTrips.get() - before).isLessThan(200);
    }
  }

  private static Map<String, String> through(Line line) {
    var environment = new HashMap<>(PostgresServer.shared().newDatabase());
    environment.put("FIBONACCI_DATABASE_HOST", line.host());
    environment.put("FIBONACCI_DATABASE_PORT", String.valueOf(line.port()));
    environment.put("FIBONACCI_DATABASE_SSL_MODE", "disable");
    return environment;
  }

  /// The first message has no type.
  private void count(InputStream from, OutputStream to) throws IOException {
    var messages = new DataInputStream(from);
    pass(messages, to, new byte[0]);
    for (int type = messages.read(); type >= 0; type = messages.read()) {
      pass(messages, to, new byte[] {(byte) type});
      if (type == 'S' || type == 'Q') {
        roundTrips.incrementAndGet();
      }
    }
  }

  private static void pass(DataInputStream from, OutputStream to, byte[] type) throws IOException {
    int length = from.readInt();
    byte[] message = new byte[type.length + length];
    ByteBuffer.wrap(message).put(type).putInt(length);
    from.readFully(message, type.length + 4, length - 4);
    to.write(message);
    to.flush();
  }
}

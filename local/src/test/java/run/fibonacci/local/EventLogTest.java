package run.fibonacci.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.local.platform.Event;

final class EventLogTest {
  @TempDir private Path folder;
  private EventLog log;

  @BeforeEach
  void start() {
    log = new EventLog(folder.resolve("run/events"));
  }

  @Test
  void whatIsWrittenIsRead() {
    var events =
        List.of(
            new Event.Begun("Start etcd"),
            new Event.Detail("a\ttab, a \\ and\na second line"),
            new Event.Done("Start etcd", Duration.ofMillis(1234)),
            new Event.Broken("Start it", Duration.ZERO, "What.\n  Why: \"this\""),
            new Event.Listening("etcd", "127.1.2.3:2379"),
            new Event.Ready("http://127.0.0.1:8080"));
    events.forEach(log::add);
    assertThat(log.read()).isEqualTo(events);
    assertThat(log.url()).contains("http://127.0.0.1:8080");
  }

  @Test
  void aLineThatIsBeingWrittenIsLeftForLater() throws IOException {
    log.add(new Event.Begun("Start etcd"));
    Files.writeString(log.file(), "done\tStart e", StandardOpenOption.APPEND);
    assertThat(log.read()).containsExactly(new Event.Begun("Start etcd"));
  }

  @Test
  void nothingIsReadWhereNothingWasWritten() {
    assertThat(log.read()).isEmpty();
    assertThat(log.url()).isEmpty();
  }
}

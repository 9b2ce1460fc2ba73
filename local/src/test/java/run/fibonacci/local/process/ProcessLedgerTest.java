package run.fibonacci.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLedgerTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  @TempDir private Path folder;
  private Path file;
  private ProcessLedger ledger;

  @BeforeEach
  void start() {
    file = folder.resolve("processes");
    ledger = new ProcessLedger(file);
  }

  @AfterEach
  void stop() {
    ledger.stopAll(GRACE);
  }

  @Test
  void whatIsRecordedIsFoundByWhoeverReadsTheFile() {
    var program = sleep("first");
    assertThat(new ProcessLedger(file).running())
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.pid()).isEqualTo(program.pid());
          assertThat(entry.name()).isEqualTo("first");
        });
  }

  @Test
  void whatHasEndedIsNotRunning() {
    var program = sleep("short");
    program.stop(GRACE);
    assertThat(ledger.running()).isEmpty();
  }

  @Test
  void whatHasEndedWithoutItsParentAskingIsNotRunning() throws Exception {
    // the shell becomes a sleep, which never asks how its child has ended; the child waits for that
    var log = folder.resolve("log");
    var child = "until grep -q sleep /proc/$PPID/comm; do :; done";
    var script = "sh -c '" + child + "' & echo $!; exec sleep 1000";
    var path = Map.of("PATH", System.getenv("PATH"));
    var command = List.of("sh", "-c", script);
    Program.start(new Program.Spec("parent", command, path, folder, log), ledger);
    await().until(() -> Files.readString(log).contains("\n"));
    var pid = Long.parseLong(Files.readString(log).strip());
    await().until(() -> Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z"));

    ledger.add(ProcessHandle.of(pid).orElseThrow(), "zombie");

    assertThat(ledger.running()).extracting(ProcessLedger.Entry::name).containsExactly("parent");
  }

  @Test
  void allAreEndedAndForgotten() {
    var one = sleep("one");
    var other = sleep("default/demo other");
    new ProcessLedger(file).stopAll(GRACE);
    // this JVM learns of its own children's end a moment after everybody else
    assertThat(List.of(one.pid(), other.pid()))
        .noneMatch(pid -> ProcessHandle.of(pid).filter(Termination::isRunning).isPresent());
    assertThat(file).doesNotExist();
  }

  @Test
  void aLaterProcessWithTheSameIdIsLeftAlone() throws IOException {
    var stranger = sleep("stranger");
    Files.writeString(file, stranger.pid() + " " + Instant.EPOCH + " long-gone\n");
    ledger.stopAll(GRACE);
    assertThat(stranger.isAlive()).isTrue();
    stranger.stop(GRACE);
  }

  @Test
  void aLineThatWasCutShortIsPassedOver() throws IOException {
    Files.writeString(file, "4711 2026-");
    assertThat(ledger.running()).isEmpty();
  }

  private Program sleep(String name) {
    var log = folder.resolve("log");
    return Program.start(
        new Program.Spec(name, List.of("sleep", "1000"), Map.of(), folder, log), ledger);
  }
}

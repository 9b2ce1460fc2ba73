package run.fibonacci.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private ProcessLedger ledger;

  @BeforeEach
  void start() {
    ledger = new ProcessLedger(folder.resolve("processes"));
  }

  @AfterEach
  void stop() {
    ledger.stopAll(Duration.ZERO);
  }

  @Test
  void everythingItWritesIsInItsLog() throws Exception {
    var program = shell("echo out; echo err >&2", Map.of());
    program.awaitSuccess();
    assertThat(program.log()).hasContent("out\nerr");
  }

  @Test
  void itSeesTheGivenEnvironmentAndNothingElse() throws Exception {
    var program = shell("echo \"$GIVEN-$HOME\"", Map.of("GIVEN", "yes"));
    program.awaitSuccess();
    assertThat(program.log()).hasContent("yes-");
  }

  @Test
  void itsInputComesFromTheFile() throws Exception {
    var input = Files.writeString(folder.resolve("input"), "hello");
    var spec =
        new Program.Spec("cat", List.of("cat"), Map.of(), folder, folder.resolve("log"), input);
    var program = Program.start(spec, ledger);
    program.awaitSuccess();
    assertThat(program.log()).hasContent("hello");
  }

  @Test
  void whyItEndedTooEarlyIsToldWithTheEndOfItsLog() {
    var program = shell("echo port taken; exit 3", Map.of());
    assertThatThrownBy(() -> program.awaitReady(LONG, () -> false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("shell ended with exit code 3.")
        .hasMessageContaining("Why: port taken")
        .hasMessageContaining("Log: " + program.log());
  }

  @Test
  void whatIsNotReadyInTimeIsEnded() {
    var program = shell("exec sleep 1000", Map.of());
    assertThatThrownBy(() -> program.awaitReady(Duration.ZERO, () -> false))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("was not ready within 0 s");
    assertThat(program.isAlive()).isFalse();
  }

  @Test
  void itHasTimeToEndInOrder() throws IOException {
    var program =
        shell("trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.01; done", path());
    awaitLog(program, "up");
    program.stop(LONG);
    assertThat(program.exitCode()).hasValue(0);
    assertThat(program.log()).content().contains("bye");
  }

  @Test
  void whatDoesNotEndInOrderIsKilledWithWhatItStarted() throws IOException {
    var program = shell("trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000", path());
    await().atMost(LONG).until(() -> Files.readString(program.log()).contains("\n"));
    var child = Long.parseLong(Files.readString(program.log()).strip());

    program.stop(Duration.ofMillis(100));

    assertThat(program.exitCode()).hasValue(128 + 9);
    assertThat(ProcessHandle.of(child).filter(Termination::isRunning)).isEmpty();
  }

  @Test
  void whatCannotBeRunSaysSo() {
    var spec =
        new Program.Spec(
            "ghost", List.of("/no/such/program"), Map.of(), folder, folder.resolve("log"));
    assertThatThrownBy(() -> Program.start(spec, ledger))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("ghost could not be started")
        .hasMessageContaining("/no/such/program");
  }

  private static Map<String, String> path() {
    return Map.of("PATH", System.getenv("PATH"));
  }

  private static void awaitLog(Program program, String text) {
    await().atMost(LONG).until(() -> Files.readString(program.log()).contains(text));
  }

  private Program shell(String script, Map<String, String> environment) {
    var log = folder.resolve("log");
    var command = List.of("sh", "-c", script);
    return Program.start(new Program.Spec("shell", command, environment, folder, log), ledger);
  }
}

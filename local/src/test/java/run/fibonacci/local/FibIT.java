package run.fibonacci.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.platform.Event;
import run.fibonacci.local.process.ProcessLedger;
import run.fibonacci.local.process.ProcessLedger.Entry;

/// The command line in a checkout whose chart brings no operator: `up` gets as far as waiting for
/// it.
final class FibIT {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir private Path checkout;
  private final Map<Long, Path> outputs = new HashMap<>();
  private Home home;

  /// How a command went.
  private record Result(int exitCode, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws Exception {
    assumeTrue(
        BinaryCache.forTests().isPresent(),
        "Kubernetes' executables cannot be had on this machine");
    home = new Home(checkout);
    FileUtils.copyDirectory(
        Path.of("src/test/resources/charts/greeting").toFile(),
        checkout.resolve("helm/fibonacci-operator").toFile());
    copy("crds/fibonacciservices.fibonacci.run-v1.yaml", "helm/fibonacci-operator/templates");
    copy("crds/examples/demo.yaml", "crds/examples");
    for (var file :
        List.of("fib", "operator/target/operator.jar", "fib-service/target/fib-service.jar")) {
      FileUtils.touch(checkout.resolve(file).toFile());
    }
  }

  private void copy(String file, String folder) throws IOException {
    FileUtils.copyFileToDirectory(Path.of("..", file).toFile(), checkout.resolve(folder).toFile());
  }

  @AfterEach
  void stop() throws Exception {
    fib("down");
  }

  @Test
  void aStepThatDoesNotWorkIsExplainedAndLeavesNothingRunning() throws Exception {
    var broken = checkout.resolve("helm/fibonacci-operator/templates/broken.yaml");
    Files.writeString(broken, "{{ required \"say who\" .Values.who }}");

    var result = fib("up");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("✓ Start kube-apiserver", "✗ Install the operator's chart", "say who")
        .contains("Log: " + home.logs().resolve("helm.log"));
    assertThat(home.logs().resolve("helm.log")).content().contains("say who");
    assertThat(running()).isEmpty();
    assertThat(home.folder().toFile().list()).containsExactly("log");
  }

  @Test
  void nothingIsLeftWhenUpIsBrokenOff() throws Exception {
    var up = start("up");
    awaitOperatorWait();
    var processes = running();

    up.destroy();

    assertThat(up.onExit().get().exitValue()).isEqualTo(128 + 15);
    assertThat(processes).isNotEmpty().noneMatch(entry -> entry.running().isPresent());
    assertThat(home.folder()).doesNotExist();
  }

  @Test
  void nothingIsLeftByDownAfterTheDaemonWasKilled() throws Exception {
    var up = start("up");
    awaitOperatorWait();
    var processes = home.processes().running();
    up.destroyForcibly();
    kill(home.daemon());
    assertThat(processes).isNotEmpty().allMatch(entry -> entry.running().isPresent());
    assertThat(fib("status").exitCode()).isEqualTo(1);

    var result = fib("down");

    assertThat(result.exitCode()).isEqualTo(0);
    assertThat(processes).noneMatch(entry -> entry.running().isPresent());
    assertThat(home.folder()).doesNotExist();
  }

  @Test
  void whoComesSecondWatchesWhatTheFirstHasStarted() throws Exception {
    start("up");
    awaitOperatorWait();
    var daemon = home.daemon().running();

    var second = start("up");

    await().atMost(LONG).until(() -> Files.readString(err(second)).contains("Wait for the oper"));
    assertThat(Files.readString(err(second))).startsWith("Already running");
    assertThat(home.daemon().running()).isEqualTo(daemon);
  }

  @Test
  void theStateIsForItsOwnerAlone() throws Exception {
    start("up");
    await().atMost(LONG).until(() -> Files.exists(home.folder()));
    assertThat(Files.getPosixFilePermissions(home.folder())).hasSize(3);
  }

  @Test
  void whereNothingIsUpEveryCommandSaysSo() throws Exception {
    assertThat(fib("down")).isEqualTo(new Result(0, "", "Nothing is up.\n"));
    for (var command : List.of("status", "kubeconfig")) {
      var result = fib(command);
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).contains("Nothing is up.", "Fix: ./fib up");
    }
  }

  @Test
  void aWordThatIsNoCommandHasAnExitCodeOfItsOwn() throws Exception {
    var result = fib("start");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("write up, status, logs, kubeconfig, down or help");
  }

  private void awaitOperatorWait() {
    var last = new Event.Begun("Wait for the operator (at most 120 s)");
    await().atMost(LONG).until(() -> home.events().read().contains(last));
  }

  private List<Entry> running() {
    var all = new ArrayList<>(home.daemon().running());
    all.addAll(home.processes().running());
    return all;
  }

  private static void kill(ProcessLedger ledger) {
    ledger.running().stream()
        .flatMap(entry -> entry.running().stream())
        .forEach(ProcessHandle::destroyForcibly);
    await().atMost(LONG).until(() -> ledger.running().isEmpty());
  }

  private Result fib(String command) throws IOException, InterruptedException {
    var process = start(command);
    var code = process.waitFor();
    return new Result(code, Files.readString(out(process)), Files.readString(err(process)));
  }

  private Process start(String command) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = System.getProperty("java.class.path");
    var fib = Fib.class.getName();
    var out = Files.createTempFile(checkout, "fib", ".out");
    var process =
        new ProcessBuilder(java, "-Dfib.checkout=" + checkout, "-cp", classes, fib, command)
            .redirectOutput(out.toFile())
            .redirectError(checkout.resolve(out.getFileName() + ".err").toFile())
            .start();
    outputs.put(process.pid(), out);
    return process;
  }

  private Path out(Process process) {
    return Objects.requireNonNull(outputs.get(process.pid()));
  }

  private Path err(Process process) {
    return checkout.resolve(out(process).getFileName() + ".err");
  }
}

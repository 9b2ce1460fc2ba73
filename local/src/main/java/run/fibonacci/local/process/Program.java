package run.fibonacci.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A running child process whose output goes to a log file.
public final class Program {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LOG_LINES = 5;
  private static final int LINE_LENGTH = 300;

  private final Spec spec;
  private final Process process;

  private Program(Spec spec, Process process) {
    this.spec = spec;
    this.process = process;
  }

  /// What to run.
  ///
  /// @param name the word for it in messages and in the ledger: `etcd`, `default/demo-7c9f-x2`
  /// @param command the executable and its arguments
  /// @param environment all of it: nothing is inherited from this JVM
  /// @param folder the working directory; made if absent
  /// @param log where standard output and standard error go, appended; its folder is made if absent
  /// @param input where standard input comes from
  public record Spec(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path log,
      Path input) {
    public Spec {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }

    /// A program that reads nothing.
    public Spec(
        String name, List<String> command, Map<String, String> environment, Path folder, Path log) {
      this(name, command, environment, folder, log, Path.of("/dev/null"));
    }
  }

  /// Starts a process and records it.
  ///
  /// @throws Failure when the executable cannot be run
  public static Program start(Spec spec, ProcessLedger ledger) {
    try {
      Files.createDirectories(spec.folder());
      Files.createDirectories(spec.log().toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var process = launch(spec);
    ledger.add(process.toHandle(), spec.name());
    return new Program(spec, process);
  }

  private static Process launch(Spec spec) {
    var builder = new ProcessBuilder(spec.command()).directory(spec.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(spec.log().toFile()));
    builder.redirectInput(Redirect.from(spec.input().toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw Failure.of(
              spec.name() + " could not be started.",
              String.valueOf(e.getMessage()),
              "check that " + spec.command().getFirst() + " exists and may be executed")
          .causedBy(e);
    }
  }

  /// Something to wait for.
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws InterruptedException;
  }

  /// Waits until the condition holds, asking every 50 ms. A program that does not come to that is
  /// ended.
  ///
  /// @throws Failure when the program ends before that, or the time is over: with the end of its
  ///   log
  public void awaitReady(Duration atMost, Condition ready) throws InterruptedException {
    try {
      poll(Instant.now().plus(atMost), atMost, ready);
    } catch (RuntimeException | InterruptedException e) {
      stop(GRACE);
      throw e;
    }
  }

  private void poll(Instant deadline, Duration atMost, Condition ready)
      throws InterruptedException {
    while (!ready.holds()) {
      if (!isAlive()) {
        throw failure(name() + " ended with exit code " + process.exitValue() + ".");
      }
      if (Instant.now().isAfter(deadline)) {
        throw failure(name() + " was not ready within " + atMost.toSeconds() + " s.");
      }
      Thread.sleep(POLL);
    }
  }

  /// Waits for a program that does its work and ends.
  ///
  /// @throws Failure when its exit code is not 0, with the end of its log
  public void awaitSuccess() throws InterruptedException {
    if (process.waitFor() != 0) {
      throw failure(name() + " ended with exit code " + process.exitValue() + ".");
    }
  }

  private Failure failure(String what) {
    return Failure.of(what, lastLines(), "read the log").withLog(log());
  }

  /// The end of the log: what the program said last.
  public String lastLines() {
    try {
      var lines = Files.readAllLines(log());
      var end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      return end.isEmpty()
          ? "it wrote nothing"
          : end.stream().map(Program::abbreviated).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  private static String abbreviated(String line) {
    return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…";
  }

  public String name() {
    return spec.name();
  }

  public long pid() {
    return process.pid();
  }

  /// The file that holds everything the program wrote.
  public Path log() {
    return spec.log();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// The exit code, once it has ended. A program ended by a signal has 128 plus the signal's
  /// number.
  public OptionalInt exitCode() {
    return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /// Completes with the exit code when the program ends, for whatever reason.
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /// Ends the program and what it started: SIGTERM, at most `grace` to finish, then SIGKILL.
  /// Returns when they are gone; does nothing when it has ended already.
  public void stop(Duration grace) {
    Termination.of(process.toHandle(), grace);
    // this JVM learns of its child's end a moment later
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
  }
}

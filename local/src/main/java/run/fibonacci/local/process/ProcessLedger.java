package run.fibonacci.local.process;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The list of processes that belong to one platform, kept in a file that outlives the JVM. A line
/// is `pid start-instant name`; lines of processes that have ended stay and mean nothing.
public final class ProcessLedger {
  // Linux reckons start times from the boot time, which a clock adjustment moves a little.
  private static final Duration CLOCK_DRIFT = Duration.ofSeconds(3);
  private static final Duration GRACE_AT_EXIT = Duration.ofSeconds(5);

  private final Path file;

  /// A ledger in the given file; the file and its folder are made when the first process is added.
  public ProcessLedger(Path file) {
    this.file = file;
  }

  /// One recorded process. The start instant tells it from a later one with the same id.
  public record Entry(long pid, Instant started, String name) {
    /// The process, if it still runs.
    public Optional<ProcessHandle> running() {
      return ProcessHandle.of(pid).filter(Termination::isRunning).filter(this::startedThen);
    }

    private boolean startedThen(ProcessHandle handle) {
      return handle
          .info()
          .startInstant()
          .filter(start -> Duration.between(started, start).abs().compareTo(CLOCK_DRIFT) < 0)
          .isPresent();
    }

    private String line() {
      return pid + " " + started + " " + name;
    }

    private static Stream<Entry> parse(String line) {
      var parts = line.split(" ", 3);
      // a line cut short by a full disk or a kill says nothing that could be acted upon
      return parts.length < 3
          ? Stream.empty()
          : Stream.of(new Entry(Long.parseLong(parts[0]), Instant.parse(parts[1]), parts[2]));
    }
  }

  /// Writes a process down. To be called right after its start.
  public synchronized void add(ProcessHandle process, String name) {
    var started = process.info().startInstant().orElseGet(Instant::now);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var line = new Entry(process.pid(), started, name).line();
      Files.writeString(file, line + "\n", CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot record process " + process.pid() + " in " + file, e);
    }
  }

  /// The recorded processes that still run, oldest first.
  public synchronized List<Entry> running() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines.flatMap(Entry::parse).filter(entry -> entry.running().isPresent()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /// Ends every recorded process that still runs, the newest first, waits for it, and forgets them.
  ///
  /// @param grace how long each may take before it is killed
  public void stopAll(Duration grace) {
    running().reversed().stream()
        .flatMap(entry -> entry.running().stream())
        .forEach(process -> Termination.of(process, grace));
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file, e);
    }
  }

  /// Has [#stopAll] called when this JVM ends without having closed what it started: a cancelled
  /// test run.
  public void stopAllAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(GRACE_AT_EXIT)));
  }
}

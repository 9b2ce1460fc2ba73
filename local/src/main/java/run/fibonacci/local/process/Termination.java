package run.fibonacci.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// The orderly end of a process: SIGTERM, time to finish, SIGKILL for it and what it started.
final class Termination {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration KILL = Duration.ofSeconds(10);

  private Termination() {}

  /// Ends the process and returns when it and its descendants are gone. An interrupt cuts the time
  /// to finish short; the process is ended all the same.
  static void of(ProcessHandle process, Duration grace) {
    var descendants = process.descendants().toList();
    process.destroy();
    if (!endsWithin(process, grace)) {
      process.destroyForcibly();
    }
    descendants.forEach(ProcessHandle::destroyForcibly);
    // nothing survives this, but one that hangs in the kernel is not waited for
    endsWithin(process, KILL);
    descendants.forEach(descendant -> endsWithin(descendant, KILL));
  }

  /// Whether the process executes. A zombie does not: it has ended, and only its parent has not
  /// asked for the exit code. In a container whose first process is no init, nobody ever asks.
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /// Looks at the state in `/proc/PID/stat`, behind the name in parentheses (proc_pid_stat(5)).
  private static boolean isZombie(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      // it has ended meanwhile, or this is no Linux
      return false;
    }
  }

  private static boolean endsWithin(ProcessHandle process, Duration time) {
    var deadline = Instant.now().plus(time);
    while (isRunning(process)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}

package run.fibonacci.local.node.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// Measures processes every few seconds, in a virtual thread of its own. A process has a usage once
/// it has been seen twice.
final class UsageSampler implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final long NANOS = 1_000_000_000L;
  private static final long KIB = 1024;

  private final Supplier<LongStream> pids;
  private final Clock clock;
  private final Thread thread;
  private Map<Long, Sample> samples = Map.of();
  private volatile Map<Long, Usage> usages = Map.of();

  private UsageSampler(Supplier<LongStream> pids, Clock clock) {
    this.pids = pids;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("usage").unstarted(this::run);
  }

  /// @param cpu the time used since the process began
  record Sample(Instant time, Duration cpu, long bytes) {
    /// What was used between an earlier sample and this one.
    Usage since(Sample earlier) {
      var window = Duration.between(earlier.time(), time);
      // a process id may have gone to another process since
      var used = Math.max(0, cpu.minus(earlier.cpu()).toNanos());
      // whole nanoseconds of both fit: the product is reckoned in floating point
      long nanoCores = Math.round((double) used / window.toNanos() * NANOS);
      return new Usage(nanoCores, bytes, time, window);
    }
  }

  /// Starts measuring.
  ///
  /// @param pids the processes to measure, asked for each time
  static UsageSampler start(Supplier<LongStream> pids, Clock clock) {
    var sampler = new UsageSampler(pids, clock);
    sampler.thread.start();
    return sampler;
  }

  /// The last measured usages by process id.
  Map<Long, Usage> usages() {
    return usages;
  }

  private void run() {
    try {
      while (true) {
        sample();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException closed) {
      // the end
    }
  }

  private void sample() {
    var fresh = new HashMap<Long, Sample>();
    var used = new HashMap<Long, Usage>();
    pids.get()
        .forEach(pid ->
            sample(pid)
                .ifPresent(sample -> {
                  fresh.put(pid, sample);
                  Optional.ofNullable(samples.get(pid))
                      .ifPresent(earlier -> used.put(pid, sample.since(earlier)));
                }));
    samples = fresh;
    usages = Map.copyOf(used);
  }

  private Optional<Sample> sample(long pid) {
    var cpu = ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration());
    var bytes = residentBytes(pid);
    return cpu.isPresent() && bytes.isPresent()
        ? Optional.of(new Sample(clock.instant(), cpu.get(), bytes.getAsLong()))
        : Optional.empty();
  }

  /// The resident set size, from proc(5): `VmRSS: 12345 kB`. Empty when the process has ended.
  private static OptionalLong residentBytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

package run.fibonacci.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import run.fibonacci.e2e.Fleet;

/// A fleet's users, played by Gatling, which checks each answer (benchmarks/load). They come at
/// their rate, whether those before them have been answered or not, and repeat nothing.
final class Users implements AutoCloseable {
  private final Path results;
  private final Path end;
  private final CompletableFuture<String> run;

  /// They begin to come, by one of Gatling's profiles.
  Users(Cluster cluster, Fleet fleet, String profile, int perSecond, int seconds) {
    var folder = folder(fleet);
    results = folder.resolve("results");
    end = folder.resolve("end");
    var command =
        List.of(
            "benchmarks/load/run",
            profile,
            "--rate",
            String.valueOf(perSecond),
            "--seconds",
            String.valueOf(seconds),
            "--until",
            end.toString(),
            "--url",
            cluster.ingress().toString(),
            "--host",
            fleet.host(),
            "--deployment",
            Cluster.NAMESPACE + "/" + fleet.name(),
            "--results",
            results.toString());
    run = CompletableFuture.supplyAsync(() -> Command.run(command), Thread::startVirtualThread);
  }

  /// What is found there stays, to look into.
  private static Path folder(Fleet fleet) {
    try {
      var all = Files.createDirectories(Path.of("target/users")).toAbsolutePath();
      return Files.createTempDirectory(all, fleet.name() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether they still come.
  boolean areThere() {
    return !run.isDone();
  }

  /// With Gatling's pages and a plot, when they are gone.
  Path results() {
    return results;
  }

  /// Sends them away.
  ///
  /// @throws java.util.concurrent.CompletionException if one of their requests failed
  @Override
  public void close() {
    try {
      Files.createFile(end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run.join();
  }
}

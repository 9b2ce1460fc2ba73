package run.fibonacci.operator;

import static run.fibonacci.operator.Subject.eventually;

import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Users who do not wait for an operator: in each round they ask every service for another port,
/// and delete the Service of every third.
final class UpgradeLoad implements AutoCloseable {

  private static final int FIRST_PORT = 1000;

  private final List<Subject> fleet;
  private final String spec;
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableFuture<Void> work;

  /// Begins.
  ///
  /// @param spec what the services are beside the port
  UpgradeLoad(List<Subject> fleet, String spec) {
    this.fleet = fleet;
    this.spec = spec;
    work = CompletableFuture.runAsync(this::run, Executors.newVirtualThreadPerTaskExecutor());
  }

  private void run() {
    while (!ended.get()) {
      var port = FIRST_PORT + rounds.get();
      for (var i = 0; i < fleet.size(); i++) {
        fleet.get(i).apply("service: {port: %d}, %s".formatted(port, spec));
        if (i % 3 == 0) {
          fleet.get(i).child(Service.class).delete();
        }
      }
      rounds.incrementAndGet();
    }
  }

  /// Waits until so many more rounds are through.
  void awaitRounds(int more) {
    var aim = rounds.get() + more;
    eventually(Duration.ofSeconds(60), rounds::get, now -> now >= aim || work.isDone());
  }

  /// Waits for the last round to end; fails as the users did.
  void end() {
    ended.set(true);
    work.join();
  }

  /// What every service was asked for at last.
  Integer lastPort() {
    return FIRST_PORT + rounds.get() - 1;
  }

  @Override
  public void close() {
    ended.set(true);
  }
}

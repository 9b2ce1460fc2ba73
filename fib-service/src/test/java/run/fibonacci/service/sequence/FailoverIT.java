package run.fibonacci.service.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.service.Line;
import run.fibonacci.service.ReplicatedPostgres;
import run.fibonacci.service.RunningService;

/// The database of two pods has a standby that is always up to date, and takes the primary's place
/// when that dies.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class FailoverIT {
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void afterTheFailoverTheSequenceGoesOnWhereItStood() throws Exception {
    try (var database = ReplicatedPostgres.in(folder);
        var one = RunningService.start(database.environment()).awaitReady();
        var other = RunningService.start(database.environment()).awaitReady();
        Line toOne = Line.to(one.uri().getHost(), one.uri().getPort());
        Line toOther = Line.to(other.uri().getHost(), other.uri().getPort());
        var clients = new RecordingClients(List.of(toOne, toOther), 60)) {
      await().atMost(A_WHILE).until(() -> clients.calls() > 100);

      database.killPrimary();
      await().atMost(A_WHILE).until(() -> clients.refusals() > 20);
      assertThat(one.get("/fibonacci/1000").statusCode()).isEqualTo(200);
      assertThat(other.management("/health/readiness").statusCode()).isEqualTo(200);
      assertThat(clients.areDone()).isFalse();

      database.promoteStandby();
      clients.expectOneCounter();
    }
  }

  /// The primary answers no commit that the standby does not have.
  @Test
  void whileTheStandbyIsAwayNothingIsPromised() throws Exception {
    try (var database = ReplicatedPostgres.in(folder);
        var service = RunningService.start(database.environment()).awaitReady();
        var walkers = new Walkers(service)) {
      walkers.await200Numbers();

      database.stopStandby();
      walkers.awaitRefusals();
      assertThat(service.get("/fibonacci/1000").statusCode()).isEqualTo(200);

      database.restartStandby();
      walkers.await200Numbers();
      walkers.expectNothingLostOrDoubled();
    }
  }
}

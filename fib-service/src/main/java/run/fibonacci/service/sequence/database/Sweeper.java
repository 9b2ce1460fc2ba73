package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.service.sequence.batch.StoreFailure;

/// Deletes answers that were kept for retries for a day. Each pod wakes up for it, and one does the
/// work: the one that moves the time it is due.
@Singleton
@Requires(beans = DataSource.class)
final class Sweeper {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final AnswerRepository answers;
  private final Schema schema;
  private final Clock clock;

  Sweeper(AnswerRepository answers, Schema schema, Clock clock) {
    this.answers = answers;
    this.schema = schema;
    this.clock = clock;
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "10m")
  void sweepIfDue() {
    if (!schema.isReady()) {
      return;
    }
    try {
      sweep();
    } catch (RuntimeException e) {
      LOG.warn("Old answers could not be deleted ({}), later again", StoreFailure.of(e), e);
    }
  }

  /// Deletes what is too old, unless another pod did within the interval; says how many answers.
  int sweep() {
    Instant now = clock.instant();
    if (answers.claimSweep(now, now.plus(INTERVAL)) == 0) {
      return 0;
    }
    int swept = 0;
    int chunk;
    do {
      chunk = answers.deleteBefore(now.minus(KEPT));
      swept += chunk;
    } while (chunk > 0);
    return swept;
  }
}

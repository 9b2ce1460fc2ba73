package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Outcome.Beyond;
import run.fibonacci.service.sequence.Take;
import run.fibonacci.service.sequence.batch.TakeBatch;
import run.fibonacci.service.sequence.database.SequenceRepository.SequenceRow;

/// A batch of takes as one statement, which PostgreSQL commits by itself.
///
/// The rows of sequences are locked in the order of their keys, so that two pods never wait for
/// each other in a circle.
@Singleton
@Requires(property = "fibonacci.store", value = "postgresql")
final class PostgresTakes implements TakeBatch {
  private final JdbcOperations database;
  private final SequenceRepository sequences;
  private final PlainStatement plain = new PlainStatement();
  private final KeyedStatement keyed;

  PostgresTakes(JdbcOperations database, SequenceRepository sequences, Clock clock) {
    this.database = database;
    this.sequences = sequences;
    keyed = new KeyedStatement(clock);
  }

  @Override
  public List<Optional<Outcome>> run(List<Take> takes) {
    List<Optional<Outcome>> outcomes = database.execute(connection -> execute(connection, takes));
    if (takes.size() == 1 && outcomes.getFirst().isEmpty()) {
      return List.of(Optional.of(new Beyond(position(takes.getFirst().session()))));
    }
    return outcomes;
  }

  private List<Optional<Outcome>> execute(Connection connection, List<Take> takes)
      throws SQLException {
    return takes.stream().anyMatch(take -> take.request().isPresent())
        ? keyed.execute(connection, takes)
        : plain.execute(connection, takes);
  }

  private long position(Digest session) {
    return sequences.findById(session.bytes()).map(SequenceRow::nextIndex).orElse(0L);
  }
}

package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.time.Instant;
import run.fibonacci.service.sequence.database.AnswerRepository.AnswerRow;

/// What was answered to requests with an Idempotency-Key.
@JdbcRepository(dialect = Dialect.ANSI)
@Requires(beans = javax.sql.DataSource.class)
interface AnswerRepository extends CrudRepository<AnswerRow, byte[]> {
  /// One answer.
  ///
  /// @param request the digest of session and Idempotency-Key
  /// @param firstIndex the first index that was given out
  /// @param howMany how many were
  @MappedEntity(value = "sequence_answers", escape = false)
  @SuppressWarnings("ArrayRecordComponent") // rows are not compared
  record AnswerRow(@Id byte[] request, long firstIndex, long howMany, Instant answeredAt) {}

  /// Takes on the sweep for all pods until `due`; 0 if another pod has it.
  @Query("UPDATE chores SET due_at = :due WHERE name = 'sweep-answers' AND due_at <= :now")
  int claimSweep(Instant now, Instant due);

  /// Deletes up to 1,000 answers from before `limit` and says how many.
  @Query(
      """
      DELETE FROM sequence_answers WHERE request IN (
        SELECT request FROM sequence_answers WHERE answered_at < :limit LIMIT 1000)
      """)
  int deleteBefore(Instant limit);
}

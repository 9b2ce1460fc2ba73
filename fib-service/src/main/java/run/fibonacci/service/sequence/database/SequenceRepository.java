package run.fibonacci.service.sequence.database;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import run.fibonacci.service.sequence.database.SequenceRepository.SequenceRow;

/// Where each sequence stands, row by row.
@JdbcRepository(dialect = Dialect.ANSI)
@Requires(beans = javax.sql.DataSource.class)
interface SequenceRepository extends CrudRepository<SequenceRow, byte[]> {
  /// One sequence.
  ///
  /// @param session the digest of the session key
  /// @param nextIndex the index that the next call gets
  @MappedEntity(value = "sequences", escape = false)
  @SuppressWarnings("ArrayRecordComponent") // rows are not compared
  record SequenceRow(@Id byte[] session, long nextIndex) {}
}

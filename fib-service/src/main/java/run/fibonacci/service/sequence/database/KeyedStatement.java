package run.fibonacci.service.sequence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Outcome.OtherRequest;
import run.fibonacci.service.sequence.Outcome.Taken;
import run.fibonacci.service.sequence.Take;

/// A batch in which a take may be a retry: looks up what was answered before, and keeps what is
/// answered now. Whoever holds the row of a sequence is the only one to write answers of that
/// session.
final class KeyedStatement {
  /// What is asked; what was answered before, looked up one by one, as a plan made for a small
  /// table would read all of one that has grown since; the fresh rest; the sequences moved on by
  /// the sum of their takes; each take's share of that; the answers kept for retries.
  private static final String STATEMENT =
      """
      WITH asked AS (
        SELECT * FROM unnest(?::bytea[], ?::bytea[], ?::bigint[])
          WITH ORDINALITY AS a (session, request, how_many, place)
      ), answered AS (
        SELECT a.place, s.first_index, s.how_many
        FROM asked a CROSS JOIN LATERAL (
          SELECT first_index, how_many FROM sequence_answers WHERE request = a.request OFFSET 0) s
      ), fresh AS (
        SELECT a.*,
          sum(how_many) OVER (PARTITION BY session ORDER BY place) - how_many AS ahead,
          sum(how_many) OVER (PARTITION BY session) AS total
        FROM asked a WHERE place NOT IN (SELECT place FROM answered)
      ), moved AS (
        INSERT INTO sequences AS s (session, next_index)
        SELECT session, sum(how_many) FROM fresh GROUP BY session HAVING sum(how_many) <= ?
        ORDER BY session
        ON CONFLICT (session) DO UPDATE SET next_index = s.next_index + excluded.next_index
          WHERE s.next_index + excluded.next_index <= ?
        RETURNING session, next_index
      ), taken AS (
        SELECT f.place, f.request, f.how_many,
          (m.next_index - f.total + f.ahead)::bigint AS first_index
        FROM fresh f JOIN moved m ON m.session = f.session
      ), kept AS (
        INSERT INTO sequence_answers (request, first_index, how_many, answered_at)
        SELECT request, first_index, how_many, ? FROM taken WHERE request IS NOT NULL
      )
      SELECT place, first_index, how_many FROM taken
      UNION ALL
      SELECT place, first_index, how_many FROM answered
      """;

  private final Clock clock;

  KeyedStatement(Clock clock) {
    this.clock = clock;
  }

  List<Optional<Outcome>> execute(Connection connection, List<Take> takes) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STATEMENT)) {
      bind(statement, takes);
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows, takes);
      }
    }
  }

  private void bind(PreparedStatement statement, List<Take> takes) throws SQLException {
    Connection connection = statement.getConnection();
    byte[][] sessions = takes.stream().map(Take::session).map(Digest::bytes).toArray(byte[][]::new);
    byte[][] requests =
        takes.stream()
            .map(take -> take.request().map(Digest::bytes).orElse(null))
            .toArray(byte[][]::new);
    Long[] counts = takes.stream().map(take -> (long) take.count()).toArray(Long[]::new);
    long end = end(takes);
    statement.setArray(1, connection.createArrayOf("bytea", sessions));
    statement.setArray(2, connection.createArrayOf("bytea", requests));
    statement.setArray(3, connection.createArrayOf("bigint", counts));
    statement.setLong(4, end);
    statement.setLong(5, end);
    statement.setObject(6, OffsetDateTime.now(clock));
  }

  /// One end serves the whole batch: a take that only its own end would let pass is run alone.
  static long end(List<Take> takes) {
    return takes.stream().mapToLong(Take::end).min().orElseThrow();
  }

  private static List<Optional<Outcome>> read(ResultSet rows, List<Take> takes)
      throws SQLException {
    List<Optional<Outcome>> outcomes =
        new ArrayList<>(Collections.nCopies(takes.size(), Optional.empty()));
    while (rows.next()) {
      int place = rows.getInt("place") - 1;
      long howMany = rows.getLong("how_many");
      outcomes.set(
          place,
          Optional.of(
              howMany == takes.get(place).count()
                  ? new Taken(rows.getLong("first_index"))
                  : new OtherRequest(howMany)));
    }
    return outcomes;
  }
}

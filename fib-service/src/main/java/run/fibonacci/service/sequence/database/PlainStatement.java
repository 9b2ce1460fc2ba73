package run.fibonacci.service.sequence.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import run.fibonacci.service.sequence.Digest;
import run.fibonacci.service.sequence.Outcome;
import run.fibonacci.service.sequence.Outcome.Taken;
import run.fibonacci.service.sequence.Take;

/// A batch in which no take is a retry: moves each sequence on by the sum of its takes, which share
/// it in the order they came.
final class PlainStatement {
  private static final String STATEMENT =
      """
      INSERT INTO sequences AS s (session, next_index)
      SELECT session, how_many FROM unnest(?::bytea[], ?::bigint[]) AS a (session, how_many)
        WHERE how_many <= ?
      ON CONFLICT (session) DO UPDATE SET next_index = s.next_index + excluded.next_index
        WHERE s.next_index + excluded.next_index <= ?
      RETURNING session, next_index
      """;

  List<Optional<Outcome>> execute(Connection connection, List<Take> takes) throws SQLException {
    var sums = new TreeMap<Digest, Long>();
    takes.forEach(take -> sums.merge(take.session(), (long) take.count(), Long::sum));
    try (PreparedStatement statement = connection.prepareStatement(STATEMENT)) {
      bind(statement, sums, KeyedStatement.end(takes));
      try (ResultSet rows = statement.executeQuery()) {
        return share(firsts(rows, sums), takes);
      }
    }
  }

  private static void bind(PreparedStatement statement, SortedMap<Digest, Long> sums, long end)
      throws SQLException {
    Connection connection = statement.getConnection();
    byte[][] sessions = sums.keySet().stream().map(Digest::bytes).toArray(byte[][]::new);
    Long[] counts = sums.values().toArray(Long[]::new);
    statement.setArray(1, connection.createArrayOf("bytea", sessions));
    statement.setArray(2, connection.createArrayOf("bigint", counts));
    statement.setLong(3, end);
    statement.setLong(4, end);
  }

  /// Where each sequence stood that was moved on.
  private static Map<Digest, Long> firsts(ResultSet rows, Map<Digest, Long> sums)
      throws SQLException {
    var firsts = new HashMap<Digest, Long>();
    while (rows.next()) {
      Digest session = Digest.ofBytes(rows.getBytes(1));
      firsts.put(session, rows.getLong(2) - sums.getOrDefault(session, 0L));
    }
    return firsts;
  }

  private static List<Optional<Outcome>> share(Map<Digest, Long> firsts, List<Take> takes) {
    return takes.stream()
        .map(take ->
            Optional.ofNullable(firsts.get(take.session()))
                .<Outcome>map(first -> {
                  firsts.put(take.session(), first + take.count());
                  return new Taken(first);
                }))
        .toList();
  }
}

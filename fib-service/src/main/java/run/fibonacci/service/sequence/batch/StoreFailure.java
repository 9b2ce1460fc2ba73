package run.fibonacci.service.sequence.batch;

import io.micronaut.http.HttpStatus;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import run.fibonacci.service.problem.Problem;

/// What the failure of a call to the database means, told by its SQLState (SQL:2023 and the
/// appendix "PostgreSQL Error Codes").
public enum StoreFailure {
  /// It met another transaction and was rolled back: the same again will do.
  REPEATABLE,

  /// One of the takes is to blame, for instance by a lock that someone holds on its row: rolled
  /// back.
  ONE_OF_THEM,

  /// The database cannot be reached, or refused or gave up the work: rolled back.
  NOT_DONE,

  /// The connection was lost during the call: it may have been committed.
  UNKNOWN;

  /// What this exception means.
  public static StoreFailure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return NOT_DONE;
      }
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return ofState(sql.getSQLState());
      }
    }
    return UNKNOWN;
  }

  private static StoreFailure ofState(String state) {
    return switch (state) {
      // A unique key that another pod inserted first, a serialization failure, a deadlock.
      case "23505", "40001", "40P01" -> REPEATABLE;
      // No connection was made, the server is starting or stopping, the statement took too long,
      // the server has become another's standby.
      case "08001", "08004", "57P03", "57014", "25006" -> NOT_DONE;
      default ->
          switch (state.substring(0, 2)) {
            case "08", "57", "58", "XX" -> UNKNOWN;
            case "28", "3D", "42", "53" -> NOT_DONE;
            default -> ONE_OF_THEM;
          };
    };
  }

  /// The answer for a caller who waited.
  public RuntimeException problem() {
    return this == UNKNOWN ? unknown() : notDone();
  }

  /// The answer when it is not known whether the sequence moved on.
  public static RuntimeException unknown() {
    return unavailable(
        "the database did not answer in time, so whether the sequence moved on is not known:"
            + " repeat the request with the same Idempotency-Key, or look with GET /sequence");
  }

  /// The answer when nothing happened to the sequence.
  public static RuntimeException notDone() {
    return unavailable("the database cannot be had now, so nothing was changed: try again");
  }

  private static RuntimeException unavailable(String detail) {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "sequences-unavailable", detail).thrown();
  }
}

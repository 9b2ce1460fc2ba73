package run.fibonacci.service.sequence.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Has the pool part with a connection whose server no longer takes writes: after a failover, the
/// next is made to the new primary. The pool creates it by its name.
public final class StandbyOverride implements SQLExceptionOverride {
  private static final String READ_ONLY_TRANSACTION = "25006";

  @java.lang.Override // the interface has an Override of its own
  public Override adjudicate(SQLException exception) {
    return READ_ONLY_TRANSACTION.equals(exception.getSQLState())
        ? Override.MUST_EVICT
        : Override.CONTINUE_EVICT;
  }
}

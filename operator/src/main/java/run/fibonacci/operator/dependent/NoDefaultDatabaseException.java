package run.fibonacci.operator.dependent;

/// A service asks for the operator's default database, and the operator has none.
public final class NoDefaultDatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoDefaultDatabaseException() {
    super(
        "spec.database names no host and the operator has no default database: add host with iam or"
            + " credentialsSecret, or give the operator's chart database.host");
  }
}

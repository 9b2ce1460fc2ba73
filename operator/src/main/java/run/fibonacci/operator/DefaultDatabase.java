package run.fibonacci.operator;

import java.util.Optional;
import run.fibonacci.api.v1.Database;

/// The database of services that ask for one without saying where: `database: {}`.
///
/// @param connection how pods reach it and log in, all of it but the pool's size
/// @param certificateAuthority who may sign its certificate, as PEM
public record DefaultDatabase(Database connection, Optional<String> certificateAuthority) {

  /// This database as a service wants it: by a name of its own, with a pool of its own size.
  public Database as(Database wish) {
    return new Database(
        connection.host(),
        connection.port(),
        wish.name() != null ? wish.name() : connection.name(),
        connection.sslMode(),
        wish.maximumPoolSize(),
        null,
        connection.iam(),
        null);
  }
}

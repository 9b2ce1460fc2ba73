/// Keeps sequences in PostgreSQL, or in H2 for a service that runs alone: the tables, the
/// statements and their care. It exists only where a database is configured.
@NullMarked
package run.fibonacci.service.sequence.database;

import org.jspecify.annotations.NullMarked;

/// PostgreSQL as a process of its own, from the binaries that come as a Maven artifact. Its data
/// goes with the platform.
@NullMarked
package run.fibonacci.local.database;

import org.jspecify.annotations.NullMarked;

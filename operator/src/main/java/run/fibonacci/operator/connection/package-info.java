/// The connection to the API server: how long it is patient, and how it notices that a peer is gone
/// that never said so.
@NullMarked
package run.fibonacci.operator.connection;

import org.jspecify.annotations.NullMarked;

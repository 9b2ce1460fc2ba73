/// Notices that a Secret which pods of a service take variables from has changed, from the Secret's
/// metadata: what is in a Secret is never asked for. Only where the operator's settings want it.
@NullMarked
package run.fibonacci.operator.secret;

import org.jspecify.annotations.NullMarked;

/// The health of the operator itself, for probes and for Prometheus.
@NullMarked
package run.fibonacci.operator.health;

import org.jspecify.annotations.NullMarked;

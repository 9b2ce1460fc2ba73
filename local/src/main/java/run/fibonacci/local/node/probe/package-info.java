/// Startup, liveness and readiness probes: what is asked, how often, and from how many answers a
/// verdict follows. What a verdict means for the container is decided by the pod.
@NullMarked
package run.fibonacci.local.node.probe;

import org.jspecify.annotations.NullMarked;

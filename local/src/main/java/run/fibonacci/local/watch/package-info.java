/// Listening to changes of the cluster, as far as node and ingress proxy do it alike.
@NullMarked
package run.fibonacci.local.watch;

import org.jspecify.annotations.NullMarked;

/// Which of several operators acts: the holder of a Lease.
@NullMarked
package run.fibonacci.operator.leader;

import org.jspecify.annotations.NullMarked;

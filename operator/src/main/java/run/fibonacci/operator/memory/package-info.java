/// How much memory the operator holds while it has nothing to do.
@NullMarked
package run.fibonacci.operator.memory;

import org.jspecify.annotations.NullMarked;

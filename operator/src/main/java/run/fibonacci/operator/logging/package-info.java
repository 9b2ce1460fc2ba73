/// Whose log line it is: the FibonacciService of a reconcile, on each thread that works for it.
@NullMarked
package run.fibonacci.operator.logging;

import org.jspecify.annotations.NullMarked;

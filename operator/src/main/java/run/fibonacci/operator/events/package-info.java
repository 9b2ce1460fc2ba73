/// Events on a FibonacciService: what happened to it that its user would want to know, each once,
/// with a count when it happens again.
@NullMarked
package run.fibonacci.operator.events;

import org.jspecify.annotations.NullMarked;

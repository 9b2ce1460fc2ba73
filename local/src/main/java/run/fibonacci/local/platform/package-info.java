/// Everything that `./fib up` brings up, as a list of steps: the control plane, PostgreSQL, the
/// node, the ingress proxy, the operator from its chart, and a first FibonacciService. How it is
/// shown on a screen, or kept running in the background, is not known here.
@NullMarked
package run.fibonacci.local.platform;

import org.jspecify.annotations.NullMarked;

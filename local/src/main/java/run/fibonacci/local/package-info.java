/// The command line `./fib`: what a person types and sees. `up` leaves a daemon behind that holds
/// the platform, everything else looks at what the daemon has written into `.fib/`.
@NullMarked
package run.fibonacci.local;

import org.jspecify.annotations.NullMarked;

/// The whole product from outside: a platform as `./fib up` brings it up, and the promises that are
/// made to whoever calls the service or looks after it. Nothing here knows how it works inside.
@NullUnmarked
package run.fibonacci.e2e;

import org.jspecify.annotations.NullUnmarked;

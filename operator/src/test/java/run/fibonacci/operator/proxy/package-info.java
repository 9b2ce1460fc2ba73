/// A way to the API server that tests listen on and disturb.
@NullUnmarked
package run.fibonacci.operator.proxy;

import org.jspecify.annotations.NullUnmarked;

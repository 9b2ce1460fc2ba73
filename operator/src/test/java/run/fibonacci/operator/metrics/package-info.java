/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.metrics;

import org.jspecify.annotations.NullUnmarked;

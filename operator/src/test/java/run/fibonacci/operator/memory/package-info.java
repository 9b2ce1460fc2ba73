/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.memory;

import org.jspecify.annotations.NullUnmarked;

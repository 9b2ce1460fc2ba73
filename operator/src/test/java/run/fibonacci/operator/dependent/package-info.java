/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.dependent;

import org.jspecify.annotations.NullUnmarked;

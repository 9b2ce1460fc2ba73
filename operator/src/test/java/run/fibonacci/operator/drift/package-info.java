/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.drift;

import org.jspecify.annotations.NullUnmarked;

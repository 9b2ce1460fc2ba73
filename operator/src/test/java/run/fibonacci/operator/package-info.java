/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator;

import org.jspecify.annotations.NullUnmarked;

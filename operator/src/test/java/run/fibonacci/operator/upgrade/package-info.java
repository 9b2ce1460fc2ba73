/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.upgrade;

import org.jspecify.annotations.NullUnmarked;

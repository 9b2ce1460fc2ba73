/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.health;

import org.jspecify.annotations.NullUnmarked;

/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.events;

import org.jspecify.annotations.NullUnmarked;

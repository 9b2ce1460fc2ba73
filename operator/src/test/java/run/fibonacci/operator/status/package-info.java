/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.status;

import org.jspecify.annotations.NullUnmarked;

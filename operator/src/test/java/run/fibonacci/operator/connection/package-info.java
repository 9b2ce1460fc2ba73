/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.connection;

import org.jspecify.annotations.NullUnmarked;

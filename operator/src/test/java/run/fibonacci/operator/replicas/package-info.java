/// Tests of the package of this name.
@NullUnmarked
package run.fibonacci.operator.replicas;

import org.jspecify.annotations.NullUnmarked;

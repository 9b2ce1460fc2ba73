/** Tests of the resource's manifest. */
@NullMarked
package run.fibonacci.api.v1;

import org.jspecify.annotations.NullMarked;

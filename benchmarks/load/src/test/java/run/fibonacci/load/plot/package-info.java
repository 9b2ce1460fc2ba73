/// What a plot shows of a run.
@NullMarked
package run.fibonacci.load.plot;

import org.jspecify.annotations.NullMarked;

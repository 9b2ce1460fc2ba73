/// Tests of the model: its formulas against simulations, and the document against both.
@NullMarked
package run.fibonacci.scaling;

import org.jspecify.annotations.NullMarked;

/// What the measured figures give for more requests than were measured, and simulations of what
/// would then be in front of the pods and behind them. Pure arithmetic: nothing here calls a
/// service. [Model] prints the tables of `docs/scaling.md`.
@NullMarked
package run.fibonacci.scaling;

import org.jspecify.annotations.NullMarked;

/// What load tests do without a fleet: how they judge answers, and what they refuse to do.
@NullMarked
package run.fibonacci.load;

import org.jspecify.annotations.NullMarked;

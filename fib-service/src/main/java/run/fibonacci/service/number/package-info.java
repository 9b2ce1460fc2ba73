/// `/fibonacci`: numbers, residues, ranges and indices over HTTP, and the bounded work of computing
/// them. How they are computed is the business of `arithmetic`; what others want computed goes
/// through [Computations].
@NullMarked
package run.fibonacci.service.number;

import org.jspecify.annotations.NullMarked;

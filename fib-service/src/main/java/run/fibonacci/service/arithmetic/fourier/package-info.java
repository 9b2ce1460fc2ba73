/// The discrete Fourier transform that multiplies long numbers, in double precision. It knows
/// points and angles; digits and carries belong to the package above.
@NullMarked
package run.fibonacci.service.arithmetic.fourier;

import org.jspecify.annotations.NullMarked;

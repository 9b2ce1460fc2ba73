/// Exact Fibonacci numbers of any size, computed in decimal so that nothing is ever converted.
/// Pure: no input or output, no clock, no framework. Products of long numbers go by the transform
/// in `fourier`.
@NullMarked
package run.fibonacci.service.arithmetic;

import org.jspecify.annotations.NullMarked;

/// The children of a FibonacciService: one class per object, whose `desired` is a pure function of
/// the spec, the operator's settings and what is there already. No client calls, no clock.
///
/// [run.fibonacci.operator.dependent.FibonacciDependent] holds what they share: names, labels, the
/// owner reference, and what happens when somebody else's object has a child's name.
@NullMarked
package run.fibonacci.operator.dependent;

import org.jspecify.annotations.NullMarked;

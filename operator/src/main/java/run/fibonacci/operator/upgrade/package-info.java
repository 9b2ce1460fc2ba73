/// Brings a fleet to what a new version of the operator wants of its pods, a few services at a
/// time.
///
/// What is under way stands in the services' own statuses, so that another operator can go on.
@NullMarked
package run.fibonacci.operator.upgrade;

import org.jspecify.annotations.NullMarked;

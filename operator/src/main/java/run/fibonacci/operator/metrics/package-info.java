/// What the operator counts beside what the framework does. No number has a label with the name of
/// a resource: there can be thousands.
@NullMarked
package run.fibonacci.operator.metrics;

import org.jspecify.annotations.NullMarked;

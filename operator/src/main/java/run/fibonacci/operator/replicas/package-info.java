/// Who owns the number of pods: the user through the spec, or an autoscaler.
@NullMarked
package run.fibonacci.operator.replicas;

import org.jspecify.annotations.NullMarked;

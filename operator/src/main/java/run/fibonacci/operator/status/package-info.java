/// The status of a FibonacciService: what was seen of its children, as conditions, numbers and a
/// URL.
///
/// [run.fibonacci.operator.status.StatusReport] is pure; only
/// [run.fibonacci.operator.status.PodDigest] asks the API server, and only while pods are missing.
@NullMarked
package run.fibonacci.operator.status;

import org.jspecify.annotations.NullMarked;

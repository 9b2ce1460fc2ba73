/// The operator: it turns each FibonacciService into the objects that run it, and reports on them.
///
/// Start with [run.fibonacci.operator.FibonacciServiceReconciler]: it tells the story of one
/// reconcile. The packages below hold the parts: `dependent` (what each child should be),
/// `replicas` (who owns their number), `status` (what was seen), `leader` (which operator acts),
/// `connection` (to the API server) and `health` (of the operator).
@NullMarked
package run.fibonacci.operator;

import org.jspecify.annotations.NullMarked;

/// The product in containers, on whatever cluster KUBECONFIG names: installed by the chart, under
/// load, and with parts of it failing. Each class puts the cluster into the state that it needs and
/// can run alone; they share one installation.
@NullMarked
package run.fibonacci.e2e.cluster;

import org.jspecify.annotations.NullMarked;

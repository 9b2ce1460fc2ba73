/// A Kubernetes control plane of ordinary processes on loopback addresses: etcd, kube-apiserver and
/// kube-controller-manager, with certificates of their own and RBAC in force. The integration tests
/// of every module and `./fib up` use the same code; nodes and pods are not known here.
@NullMarked
package run.fibonacci.local.controlplane;

import org.jspecify.annotations.NullMarked;

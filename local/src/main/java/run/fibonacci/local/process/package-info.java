/// Programs that run beside this JVM: etcd, kube-apiserver, PostgreSQL, a pod's process. Each has a
/// log file of its own and is recorded on disk, so that what a killed daemon left behind can still
/// be found and ended. What the programs are for is not known here.
@NullMarked
package run.fibonacci.local.process;

import org.jspecify.annotations.NullMarked;

/// A node that runs pods as processes of this machine: it plays the part of the scheduler and of
/// the kubelet. Each pod has a loopback address of its own and sees its limits, but is not isolated
/// from the machine: it is for trying and testing.
@NullMarked
package run.fibonacci.local.node;

import org.jspecify.annotations.NullMarked;

/// The pods of the node. Each has a [PodAgent]: a virtual thread that alone touches the pod's
/// state, fed through a mailbox, and that writes the pod's status. What a container does with its
/// process is decided in the package `container`.
@NullMarked
package run.fibonacci.local.node.pod;

import org.jspecify.annotations.NullMarked;

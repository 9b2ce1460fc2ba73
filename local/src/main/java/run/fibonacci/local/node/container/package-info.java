/// The life of one container: started, probed, restarted with back-off, ended. A [ContainerAgent]
/// is not safe for use by several threads: it belongs to its pod's thread, and what happens
/// elsewhere (a process ends, a probe answers) reaches it as a [ContainerMessage].
@NullMarked
package run.fibonacci.local.node.container;

import org.jspecify.annotations.NullMarked;

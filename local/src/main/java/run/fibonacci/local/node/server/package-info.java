/// What the node answers to the API server over mutual TLS: logs of containers as a kubelet serves
/// them, and the resource metrics API as metrics-server does.
@NullMarked
package run.fibonacci.local.node.server;

import org.jspecify.annotations.NullMarked;

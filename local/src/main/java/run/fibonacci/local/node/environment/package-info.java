/// The environment variables of a container: values, references to the pod itself, secrets and
/// config maps, and `$(NAME)` expansion, worded and ordered as a kubelet does it. Only
/// [ApiConfigSource] talks to the API server.
@NullMarked
package run.fibonacci.local.node.environment;

import org.jspecify.annotations.NullMarked;

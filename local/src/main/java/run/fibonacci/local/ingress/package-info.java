/// A proxy on this machine that serves Ingress objects: host and path rules to ready pods. It
/// speaks HTTP/1.1 without TLS, and asks Services and Pods where to go: there are no endpoint
/// slices, which may not hold loopback addresses.
@NullMarked
package run.fibonacci.local.ingress;

import org.jspecify.annotations.NullMarked;

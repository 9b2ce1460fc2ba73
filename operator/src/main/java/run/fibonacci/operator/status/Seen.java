package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Optional;

/// What was seen of a service's children after a reconcile.
///
/// @param trouble the worst thing that keeps the operator or a pod from going on
public record Seen(
    Optional<Deployment> deployment,
    Optional<Service> service,
    Optional<Ingress> ingress,
    Optional<Trouble> trouble) {}

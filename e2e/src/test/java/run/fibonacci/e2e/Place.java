package run.fibonacci.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;

/// Where fleets live, and how they are reached.
///
/// @param client an administrator's
/// @param ingress where the ingress listens
/// @param databasePort of the Service `postgresql` in the namespace
public record Place(KubernetesClient client, URI ingress, String namespace, int databasePort) {}

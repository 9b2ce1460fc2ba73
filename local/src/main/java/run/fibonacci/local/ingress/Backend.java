package run.fibonacci.local.ingress;

import io.fabric8.kubernetes.api.model.networking.v1.IngressServiceBackend;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import java.util.Optional;

/// Where a rule leads: a port of a Service.
///
/// @param port its name or its number
record Backend(String namespace, String service, String port) {
  static Backend of(String namespace, IngressServiceBackend backend) {
    return new Backend(namespace, backend.getName(), port(backend.getPort()));
  }

  private static String port(ServiceBackendPort port) {
    return Optional.ofNullable(port.getName()).orElseGet(() -> String.valueOf(port.getNumber()));
  }

  @Override
  public String toString() {
    return namespace + "/" + service + ":" + port;
  }
}

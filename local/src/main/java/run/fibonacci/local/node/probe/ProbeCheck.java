package run.fibonacci.local.node.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One question to a container: does this address answer?
public sealed interface ProbeCheck {
  /// A GET; 200 to 399 is a yes.
  record Http(URI uri, Map<String, String> headers) implements ProbeCheck {}

  /// A TCP connection; being accepted is a yes.
  record Tcp(InetSocketAddress address) implements ProbeCheck {}

  /// What a probe asks of a container with this address.
  ///
  /// @throws IllegalArgumentException for kinds of probes that pods here are refused for, and for
  ///   port names that the container does not have
  static ProbeCheck of(Probe probe, Container container, String ip) {
    if (probe.getHttpGet() != null) {
      return http(probe.getHttpGet(), container, ip);
    }
    if (probe.getTcpSocket() != null) {
      return tcp(probe.getTcpSocket(), container, ip);
    }
    throw new IllegalArgumentException("neither httpGet nor tcpSocket");
  }

  /// The same for the HTTP request of a lifecycle hook.
  static Http http(HTTPGetAction get, Container container, String ip) {
    var host = Optional.ofNullable(get.getHost()).orElse(ip);
    var path = Optional.ofNullable(get.getPath()).orElse("/");
    var slash = path.startsWith("/") ? "" : "/";
    var uri = "http://%s:%d%s%s".formatted(host, port(get.getPort(), container), slash, path);
    var headers =
        get.getHttpHeaders().stream()
            .collect(Collectors.toMap(HTTPHeader::getName, HTTPHeader::getValue, (a, b) -> b));
    return new Http(URI.create(uri), headers);
  }

  private static Tcp tcp(TCPSocketAction socket, Container container, String ip) {
    var host = Optional.ofNullable(socket.getHost()).orElse(ip);
    return new Tcp(new InetSocketAddress(host, port(socket.getPort(), container)));
  }

  private static int port(IntOrString port, Container container) {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return container.getPorts().stream()
        .filter(candidate -> port.getStrVal().equals(candidate.getName()))
        .findFirst()
        .map(ContainerPort::getContainerPort)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "couldn't find port \"%s\" in container %s"
                    .formatted(port.getStrVal(), container.getName())));
  }
}

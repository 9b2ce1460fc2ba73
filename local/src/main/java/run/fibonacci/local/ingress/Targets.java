package run.fibonacci.local.ingress;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The addresses behind a port of a Service: its pods that are ready and not being deleted.
record Targets(Collection<Service> services, Collection<Pod> pods) {
  List<InetSocketAddress> of(Backend backend) {
    return services.stream()
        .filter(service -> service.getMetadata().getNamespace().equals(backend.namespace()))
        .filter(service -> service.getMetadata().getName().equals(backend.service()))
        .flatMap(service -> addresses(service, backend.port()))
        .toList();
  }

  private Stream<InetSocketAddress> addresses(Service service, String wanted) {
    return port(service, wanted).stream()
        .flatMap(port -> pods(service).flatMap(pod -> address(pod, port).stream()));
  }

  private static Optional<ServicePort> port(Service service, String wanted) {
    return service.getSpec().getPorts().stream()
        .filter(p -> wanted.equals(p.getName()) || wanted.equals(String.valueOf(p.getPort())))
        .findFirst();
  }

  private Stream<Pod> pods(Service service) {
    var selector = service.getSpec().getSelector();
    // a Service without a selector has no pods: its endpoints would be made by hand
    return selector == null || selector.isEmpty()
        ? Stream.empty()
        : pods.stream()
            .filter(pod -> isIn(pod, service))
            .filter(
                pod -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
            .filter(Targets::isServing);
  }

  private static boolean isIn(Pod pod, Service service) {
    return Objects.equals(pod.getMetadata().getNamespace(), service.getMetadata().getNamespace());
  }

  private static boolean isServing(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus().getPodIP() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private static Optional<InetSocketAddress> address(Pod pod, ServicePort port) {
    var target = Optional.ofNullable(port.getTargetPort()).orElse(new IntOrString(port.getPort()));
    var number =
        target.getIntVal() != null
            ? Optional.of(target.getIntVal())
            : containerPort(pod, target.getStrVal());
    return number.map(n -> new InetSocketAddress(pod.getStatus().getPodIP(), n));
  }

  private static Optional<Integer> containerPort(Pod pod, String name) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getPorts().stream())
        .filter(port -> name.equals(port.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst();
  }
}

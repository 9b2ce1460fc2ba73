package run.fibonacci.local;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import run.fibonacci.local.platform.Event;
import run.fibonacci.local.screen.Table;

/// What runs: the parts of the platform, the FibonacciServices, and the pods.
final class Status {
  private Status() {}

  /// The parts with their process ids, and their addresses as far as others use them.
  static Table components(Home home) {
    var addresses =
        home.events().read().stream()
            .flatMap(event -> event instanceof Event.Listening it ? Stream.of(it) : Stream.empty())
            .collect(Collectors.toMap(Event.Listening::name, Event.Listening::address));
    var table = new Table("COMPONENT", "PID", "ADDRESS");
    Stream.concat(home.daemon().running().stream(), home.processes().running().stream())
        // the names of pods' processes have a namespace in front
        .filter(entry -> !entry.name().contains("/"))
        .forEach(entry ->
            table.add(
                entry.name(),
                String.valueOf(entry.pid()),
                addresses.getOrDefault(entry.name(), "")));
    return table;
  }

  static Table services(KubernetesClient client) {
    var table = new Table("FIBONACCISERVICE", "READY", "REASON", "REPLICAS", "URL");
    client
        .genericKubernetesResources("fibonacci.run/v1", "FibonacciService")
        .inAnyNamespace()
        .list()
        .getItems()
        .forEach(service -> addService(table, service));
    return table;
  }

  private static void addService(Table table, GenericKubernetesResource service) {
    var status = service.getAdditionalPropertiesNode().at("/status");
    var ready =
        status
            .at("/conditions")
            .valueStream()
            .filter(condition -> condition.at("/type").asText().equals("Ready"))
            .findFirst();
    table.add(
        service.getMetadata().getNamespace() + "/" + service.getMetadata().getName(),
        ready.map(condition -> condition.at("/status").asText()).orElse("Unknown"),
        ready.map(condition -> condition.at("/reason").asText()).orElse(""),
        status.at("/readyReplicas").asText("0"),
        status.at("/url").asText(""));
  }

  static Table pods(KubernetesClient client) {
    var table = new Table("POD", "READY", "STATUS", "RESTARTS", "ADDRESS");
    client.pods().inAnyNamespace().list().getItems().forEach(pod -> addPod(table, pod));
    return table;
  }

  private static void addPod(Table table, Pod pod) {
    var containers = pod.getStatus().getContainerStatuses();
    var ready = containers.stream().filter(ContainerStatus::getReady).count();
    var restarts = containers.stream().mapToInt(ContainerStatus::getRestartCount).sum();
    table.add(
        pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName(),
        ready + "/" + pod.getSpec().getContainers().size(),
        state(pod),
        String.valueOf(restarts),
        Objects.toString(pod.getStatus().getPodIP(), ""));
  }

  private static String state(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return "Terminating";
    }
    return pod.getStatus().getContainerStatuses().stream()
        .flatMap(container -> Stream.ofNullable(container.getState().getWaiting()))
        .map(waiting -> waiting.getReason())
        .findFirst()
        .orElse(pod.getStatus().getPhase());
  }
}

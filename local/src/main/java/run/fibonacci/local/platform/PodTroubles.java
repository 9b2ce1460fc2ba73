package run.fibonacci.local.platform;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why the pods of a namespace are not ready, in their own words.
final class PodTroubles {
  private static final int LOG_LINES = 5;

  private PodTroubles() {}

  /// A line per pod that is not ready, and the end of its log where it has one.
  static String of(KubernetesClient client, String namespace) {
    var troubles =
        client.pods().inNamespace(namespace).list().getItems().stream()
            .filter(pod -> condition(pod, "Ready").noneMatch(it -> it.getStatus().equals("True")))
            .map(pod -> describe(pod) + lastLines(client, pod))
            .collect(Collectors.joining("\n"));
    return troubles.isEmpty() ? "no pod of namespace " + namespace + " says why" : troubles;
  }

  private static Stream<PodCondition> condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream().filter(it -> it.getType().equals(type));
  }

  private static String describe(Pod pod) {
    var reasons =
        Stream.concat(
                condition(pod, "PodScheduled").map(PodCondition::getMessage),
                pod.getStatus().getContainerStatuses().stream().flatMap(PodTroubles::reasons))
            .filter(Objects::nonNull)
            .toList();
    var what = reasons.isEmpty() ? "is not ready" : String.join("; ", reasons);
    return "pod " + pod.getMetadata().getName() + ": " + what;
  }

  private static Stream<String> reasons(ContainerStatus container) {
    var waiting =
        Stream.ofNullable(container.getState())
            .flatMap(state -> Stream.ofNullable(state.getWaiting()))
            .map(it -> it.getReason() + (it.getMessage() == null ? "" : ": " + it.getMessage()));
    var ended =
        Stream.of(container.getState(), container.getLastState())
            .filter(Objects::nonNull)
            .flatMap(state -> Stream.ofNullable(state.getTerminated()))
            .map(it -> "ended with exit code " + it.getExitCode());
    return Stream.concat(waiting, ended);
  }

  private static String lastLines(KubernetesClient client, Pod pod) {
    var resource = client.pods().resource(pod);
    try {
      var lines = resource.tailingLines(LOG_LINES).getLog().lines().toList();
      return lines.stream().map(line -> "\n  " + line).collect(Collectors.joining());
    } catch (KubernetesClientException e) {
      // a container that never ran has no log
      return "";
    }
  }
}

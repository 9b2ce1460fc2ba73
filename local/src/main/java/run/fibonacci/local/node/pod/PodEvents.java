package run.fibonacci.local.node.pod;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.local.node.container.ContainerSite;
import run.fibonacci.local.node.container.ContainerSite.Severity;

/// The Events of one pod. The same thing happening again raises a count. Events are for people:
/// when one cannot be written, the node carries on.
final class PodEvents implements ContainerSite.Events {
  private static final Logger LOG = LoggerFactory.getLogger(PodEvents.class);

  private final Host host;
  private final Pod pod;
  private final Map<String, Event> written = new HashMap<>();

  PodEvents(Host host, Pod pod) {
    this.host = host;
    this.pod = pod;
  }

  @Override
  public void report(Severity severity, String container, String reason, String message) {
    var key = container + "\n" + reason + "\n" + message;
    var known = written.get(key);
    var event = known == null ? first(severity, container, reason, message) : again(known);
    var events = host.client().v1().events().inNamespace(pod.getMetadata().getNamespace());
    try {
      written.put(
          key, known == null ? events.resource(event).create() : events.resource(event).update());
    } catch (KubernetesClientException e) {
      written.remove(key);
      LOG.debug("Event not written: {} {}", reason, message, e);
    }
  }

  private Event first(Severity severity, String container, String reason, String message) {
    var now = now();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(pod.getMetadata().getName() + ".")
        .endMetadata()
        .withInvolvedObject(reference(container))
        .withType(severity.type())
        .withReason(reason)
        .withMessage(message)
        .withCount(1)
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withNewSource("kubelet", host.name())
        .withReportingComponent("kubelet")
        .withReportingInstance(host.name())
        .build();
  }

  private ObjectReference reference(String container) {
    var metadata = pod.getMetadata();
    return new ObjectReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Pod")
        .withNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .withUid(metadata.getUid())
        .withFieldPath("spec.containers{" + container + "}")
        .build();
  }

  private Event again(Event known) {
    return new EventBuilder(known)
        .editMetadata()
        .withResourceVersion(null)
        .endMetadata()
        .withCount(known.getCount() + 1)
        .withLastTimestamp(now())
        .build();
  }

  private String now() {
    return host.clock().instant().truncatedTo(SECONDS).toString();
  }
}

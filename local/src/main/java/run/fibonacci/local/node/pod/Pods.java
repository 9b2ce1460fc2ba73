package run.fibonacci.local.node.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import run.fibonacci.local.node.pod.PodMessage.Changed;
import run.fibonacci.local.node.pod.PodMessage.Gone;
import run.fibonacci.local.node.pod.PodMessage.NamesChanged;
import run.fibonacci.local.node.pod.PodMessage.NodeCloses;

/// The pods that run on this node: begins each when it is bound here, and hands it what the API
/// server says about it.
public final class Pods implements ResourceEventHandler<Pod> {
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  private final Host host;
  // by UID: a name may be used again while the old pod still ends
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  // their objects may be heard of once more before they are gone
  private final Set<String> ended = ConcurrentHashMap.newKeySet();

  private record Running(PodAgent agent, Thread thread) {}

  public Pods(Host host) {
    this.host = host;
  }

  @Override
  public void onAdd(Pod pod) {
    var known = running.get(uid(pod));
    if (known != null) {
      known.agent().send(new Changed(pod));
    } else if (!ended.contains(uid(pod))
        && host.name().equals(pod.getSpec().getNodeName())
        && !isOver(pod)) {
      begin(pod);
    }
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  private static boolean isOver(Pod pod) {
    return OVER.contains(Optional.ofNullable(pod.getStatus().getPhase()).orElse(""));
  }

  private void begin(Pod pod) {
    var agent = new PodAgent(pod, host);
    var thread =
        Thread.ofVirtual()
            .name("pod " + pod.getMetadata().getName())
            .unstarted(() -> {
              try {
                agent.run();
              } finally {
                running.remove(uid(pod));
              }
            });
    running.put(uid(pod), new Running(agent, thread));
    thread.start();
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    if (!uid(before).equals(uid(pod))) {
      onDelete(before, true);
    }
    onAdd(pod);
  }

  @Override
  public void onDelete(Pod pod, boolean finalStateUnknown) {
    ended.remove(uid(pod));
    var known = running.get(uid(pod));
    if (known != null) {
      known.agent().send(new Gone());
    }
  }

  /// Tells every pod that names may stand for other addresses now.
  public void namesChanged() {
    running.values().forEach(pod -> pod.agent().send(new NamesChanged()));
  }

  /// What is to be known about the pods at this moment.
  public List<PodView> views() {
    return running.values().stream().map(pod -> pod.agent().view()).toList();
  }

  /// Ends every process and waits for it. The objects stay: the next node removes them.
  public void close(Duration grace) {
    var pods = List.copyOf(running.values());
    pods.forEach(pod -> pod.agent().send(new NodeCloses(grace)));
    for (var pod : pods) {
      try {
        pod.thread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

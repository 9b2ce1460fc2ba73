package run.fibonacci.local.node;

import static java.net.HttpURLConnection.HTTP_CONFLICT;
import static java.time.temporal.ChronoUnit.SECONDS;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Binds pods that nobody has bound to the one node there is, oldest first, when it has room. Works
/// in a virtual thread of its own, woken by [#podsChanged].
final class Scheduler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scheduler.class);
  private static final Duration IDLE = Duration.ofSeconds(5);
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  private final KubernetesClient client;
  private final Node node;
  private final Supplier<List<Pod>> pods;
  private final Clock clock;
  private final Semaphore changes = new Semaphore(1);
  private final Thread thread;

  /// @param pods all pods, as they are now
  Scheduler(KubernetesClient client, Node node, Supplier<List<Pod>> pods, Clock clock) {
    this.client = client;
    this.node = node;
    this.pods = pods;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("scheduler").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Has it look again; from any thread.
  void podsChanged() {
    changes.release();
  }

  private void run() {
    try {
      while (true) {
        if (changes.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        }
        scheduleSafely();
      }
    } catch (InterruptedException closed) {
      // the end
    }
  }

  private void scheduleSafely() {
    try {
      schedule();
    } catch (RuntimeException e) {
      LOG.error("Pods could not be bound; it is tried again in {}", IDLE, e);
    }
  }

  private void schedule() {
    var all = pods.get();
    var present = new ArrayList<>(all.stream().filter(this::isPresent).toList());
    waiting(all)
        .forEach(pod -> {
          var obstacle = new Fit(node, present).obstacle(pod);
          if (obstacle.isPresent()) {
            reportOnce(pod, obstacle.get());
          } else if (bind(pod)) {
            present.add(pod);
          }
        });
  }

  private boolean isPresent(Pod pod) {
    return pod.getSpec().getNodeName() != null && !OVER.contains(pod.getStatus().getPhase());
  }

  private static Stream<Pod> waiting(List<Pod> all) {
    return all.stream()
        .filter(pod -> pod.getSpec().getNodeName() == null)
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> pod.getSpec().getSchedulingGates().isEmpty())
        .filter(pod -> "default-scheduler".equals(pod.getSpec().getSchedulerName()))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  /// False when the pod is gone. That it is bound already, and only the cache does not know yet, is
  /// as good as binding it.
  private boolean bind(Pod pod) {
    var metadata = pod.getMetadata();
    var binding =
        new BindingBuilder()
            .withNewMetadata()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .endMetadata()
            .withNewTarget()
            .withKind("Node")
            .withName(node.getMetadata().getName())
            .endTarget()
            .build();
    try {
      client.bindings().inNamespace(metadata.getNamespace()).resource(binding).create();
      return true;
    } catch (KubernetesClientException e) {
      LOG.debug("Pod {} not bound", metadata.getName(), e);
      return e.getCode() == HTTP_CONFLICT;
    }
  }

  private void reportOnce(Pod pod, String obstacle) {
    var known =
        pod.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("PodScheduled") && obstacle.equals(c.getMessage()));
    if (!known) {
      report(pod, obstacle);
    }
  }

  private void report(Pod pod, String obstacle) {
    var patch = Map.of("status", Map.of("conditions", List.of(unschedulable(obstacle))));
    try {
      client
          .pods()
          .resource(pod)
          .subresource("status")
          .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), Serialization.asJson(patch));
    } catch (KubernetesClientException e) {
      LOG.debug("Pod {} not reported", pod.getMetadata().getName(), e);
    }
  }

  private PodCondition unschedulable(String obstacle) {
    return new PodConditionBuilder()
        .withType("PodScheduled")
        .withStatus("False")
        .withReason("Unschedulable")
        .withMessage(obstacle)
        .withLastTransitionTime(clock.instant().truncatedTo(SECONDS).toString())
        .build();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

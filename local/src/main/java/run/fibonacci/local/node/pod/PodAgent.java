package run.fibonacci.local.node.pod;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.local.node.container.ContainerAgent;
import run.fibonacci.local.node.container.ContainerSite;
import run.fibonacci.local.node.environment.PodFacts;
import run.fibonacci.local.node.launch.HostsFile;
import run.fibonacci.local.node.launch.PodFolder;
import run.fibonacci.local.node.pod.PodMessage.Changed;
import run.fibonacci.local.node.pod.PodMessage.Gone;
import run.fibonacci.local.node.pod.PodMessage.NamesChanged;
import run.fibonacci.local.node.pod.PodMessage.NodeCloses;
import run.fibonacci.local.node.pod.PodMessage.OfContainer;
import run.fibonacci.local.node.pod.PodView.ContainerView;

/// One pod: takes in what happens to it, has its containers act on it, and writes its status.
/// Everything but [#send] and [#view] happens in its own virtual thread.
final class PodAgent {
  private static final Logger LOG = LoggerFactory.getLogger(PodAgent.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final BlockingQueue<PodMessage> mailbox = new LinkedBlockingQueue<>();
  private final Host host;
  private final PodApi api;
  private final PodFolder folder;
  private final PodEvents events;
  private final PodFacts facts;
  private final List<ContainerAgent> containers;

  private Optional<PodStatus> written = Optional.empty();
  private Optional<Instant> retryAt = Optional.empty();
  private @Nullable Duration grace;
  private boolean objectIsOurs = true;
  private volatile PodView view;

  /// @throws run.fibonacci.local.process.Failure when there is no address left for it
  PodAgent(Pod pod, Host host) {
    this.host = host;
    this.api = new PodApi(host.client(), pod);
    this.folder = new PodFolder(host.folder().resolve(pod.getMetadata().getUid()));
    this.events = new PodEvents(host, pod);
    this.facts = new PodFacts(pod, host.block().nextPod(), host.ip(), host.allocatable());
    this.containers = pod.getSpec().getContainers().stream().map(this::agent).toList();
    this.view = newView();
    send(new Changed(pod));
  }

  private ContainerAgent agent(Container container) {
    var site =
        new ContainerSite(
            facts,
            folder,
            host.launcher(),
            host.ledger(),
            message -> send(new OfContainer(message)),
            events,
            host.clock());
    return new ContainerAgent(container, site);
  }

  /// Has the pod take something in; from any thread.
  void send(PodMessage message) {
    mailbox.add(message);
  }

  /// What is to be known about it, from any thread.
  PodView view() {
    return view;
  }

  /// Lives the pod's life; returns when nothing of it is left.
  void run() {
    try {
      writeHosts();
      while (!isOver()) {
        receive();
        containers.forEach(ContainerAgent::advance);
        publish();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      giveUp(e);
    } finally {
      folder.delete();
      host.block().release(facts.ip());
    }
  }

  /// For what should not happen, such as a full disk: nothing of the pod stays, and it says so.
  private void giveUp(RuntimeException cause) {
    LOG.error("Pod {} is given up", facts.name(), cause);
    containers.forEach(container -> container.close(Duration.ZERO));
    try {
      api.fail("the node gave the pod up: " + cause);
    } catch (KubernetesClientException e) {
      LOG.warn("Pod {} cannot be reported: {}", facts.name(), e.getMessage());
    }
  }

  private boolean isOver() {
    return !objectIsOurs && isStopped();
  }

  private boolean isStopped() {
    return containers.stream().allMatch(ContainerAgent::isClosed);
  }

  private void receive() throws InterruptedException {
    var first = mailbox.poll(untilDue().toMillis(), TimeUnit.MILLISECONDS);
    for (var message = first; message != null; message = mailbox.poll()) {
      receive(message);
    }
  }

  private Duration untilDue() {
    var now = host.clock().instant();
    return Stream.concat(
            retryAt.stream(), containers.stream().flatMap(container -> container.due().stream()))
        .min(Instant::compareTo)
        .map(due -> Duration.between(now, due))
        .map(time -> time.isNegative() ? Duration.ZERO : time.plusMillis(1))
        .filter(time -> time.compareTo(IDLE) < 0)
        .orElse(IDLE);
  }

  private void receive(PodMessage message) {
    switch (message) {
      case Changed(var pod) -> changed(pod);
      case NamesChanged() -> writeHosts();
      case OfContainer(var news) ->
          containers.stream()
              .filter(container -> container.name().equals(news.container()))
              .forEach(container -> container.receive(news));
      case Gone() -> {
        objectIsOurs = false;
        close(Duration.ZERO);
      }
      case NodeCloses(var atMost) -> {
        objectIsOurs = false;
        close(atMost);
      }
    }
  }

  private void changed(Pod pod) {
    var metadata = pod.getMetadata();
    if (metadata.getDeletionTimestamp() != null) {
      close(Duration.ofSeconds(metadata.getDeletionGracePeriodSeconds()));
    }
  }

  private void close(Duration atMost) {
    if (grace == null || atMost.compareTo(grace) < 0) {
      grace = atMost;
      containers.forEach(container -> container.close(atMost));
    }
  }

  private void writeHosts() {
    folder.writeHosts(HostsFile.text(facts, host.machine(), host.services().get()));
  }

  private void publish() {
    view = newView();
    if (!objectIsOurs) {
      return;
    }
    try {
      writeStatus();
      if (isStopped()) {
        api.remove();
        objectIsOurs = false;
      }
      retryAt = Optional.empty();
    } catch (KubernetesClientException e) {
      LOG.warn("Pod {} cannot be reported: {}", facts.name(), e.getMessage());
      retryAt = Optional.of(host.clock().instant().plus(RETRY));
    }
  }

  private void writeStatus() {
    var statuses = containers.stream().map(ContainerAgent::status).toList();
    var status =
        new StatusReport(facts, statuses, grace != null, written).at(host.clock().instant());
    if (!written.equals(Optional.of(status))) {
      api.patchStatus(status);
      written = Optional.of(status);
    }
  }

  private PodView newView() {
    return new PodView(
        facts.pod().getMetadata(),
        folder,
        containers.stream()
            .map(c -> new ContainerView(c.name(), c.run(), c.pid(), c.status()))
            .toList());
  }
}

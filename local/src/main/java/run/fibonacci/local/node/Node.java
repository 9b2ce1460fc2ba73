package run.fibonacci.local.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import run.fibonacci.local.node.launch.Launcher;
import run.fibonacci.local.node.pod.Host;
import run.fibonacci.local.node.pod.Leftovers;
import run.fibonacci.local.node.pod.Pods;
import run.fibonacci.local.node.server.NodeServer;
import run.fibonacci.local.watch.OnChange;

/// A running node: pods are bound to it, run, probed, restarted, measured and ended, until it is
/// closed.
public final class Node implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(8);

  private final SharedIndexInformer<Service> services;
  private final SharedIndexInformer<Pod> bound;
  private final Pods pods;
  private final NodeServer server;
  private final Scheduler scheduler;

  private Node(NodeSettings settings, Clock clock) {
    var client = settings.client();
    var address = settings.block().node();
    services = client.services().inAnyNamespace().runnableInformer(0);
    bound = client.pods().inAnyNamespace().runnableInformer(0);
    pods = new Pods(host(settings, services, clock));
    var subject = new NodeServer.Subject(settings.name(), address, pods::views);
    server = NodeServer.start(client, settings.certificates(), subject);
    var object = new NodeObject(settings.name(), address, server.port());
    var node = object.register(client, clock.instant());
    scheduler = new Scheduler(client, node, () -> bound.getStore().list(), clock);
  }

  private static Host host(
      NodeSettings settings, SharedIndexInformer<Service> services, Clock clock) {
    var authority = settings.certificates().authority();
    return new Host(
        settings.name(),
        machine(),
        NodeObject.allocatable(),
        settings.client(),
        settings.block(),
        settings.folder().toAbsolutePath(),
        new Launcher(settings.images(), settings.client(), authority),
        settings.ledger(),
        () -> services.getStore().list(),
        clock);
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // then no program can ask for it either
      return "localhost";
    }
  }

  /// Starts a node and returns when it is Ready. Pods of an earlier node of this name are removed,
  /// so that their controllers replace them.
  ///
  /// @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server refuses
  public static Node start(NodeSettings settings) {
    Leftovers.remove(settings.client(), settings.name());
    var node = new Node(settings, Clock.systemUTC());
    node.watch();
    return node;
  }

  private void watch() {
    services.addEventHandler(new OnChange<>(pods::namesChanged)).run();
    bound.addEventHandler(pods).addEventHandler(new OnChange<>(scheduler::podsChanged)).run();
    scheduler.start();
  }

  /// Ends all pods, orderly for at most 8 s, and what the node does. The pods' objects stay.
  @Override
  public void close() {
    scheduler.close();
    bound.close();
    services.close();
    pods.close(GRACE);
    server.close();
  }
}

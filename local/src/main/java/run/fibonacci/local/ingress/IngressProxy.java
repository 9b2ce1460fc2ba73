package run.fibonacci.local.ingress;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.process.Failure;
import run.fibonacci.local.watch.OnChange;

/// A running proxy that serves the cluster's Ingresses on one port of this machine.
public final class IngressProxy implements AutoCloseable {
  // longer than a pod may be silent: the pod's silence is what is reported
  private static final Duration IDLE = Duration.ofSeconds(75);

  private final Server server;
  private final InetSocketAddress address;
  private final Routing routing = new Routing();
  private final SharedIndexInformer<Ingress> ingresses;
  private final SharedIndexInformer<Service> services;
  private final SharedIndexInformer<Pod> pods;

  private IngressProxy(KubernetesClient client, InetSocketAddress address) {
    this.address = address;
    server = new Server();
    server.addConnector(connector(server, address));
    server.setHandler(new Forwarding(routing));
    ingresses = client.network().v1().ingresses().inAnyNamespace().runnableInformer(0);
    services = client.services().inAnyNamespace().runnableInformer(0);
    pods = client.pods().inAnyNamespace().runnableInformer(0);
    ingresses.addEventHandler(new IngressStatusWriter(client, address));
  }

  private static ServerConnector connector(Server server, InetSocketAddress address) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    // which paths are acceptable is for the pods to say
    http.setUriCompliance(UriCompliance.UNSAFE);
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    return connector;
  }

  /// Starts a proxy and returns when it serves what is there.
  ///
  /// @param client an administrator's; stays open while the proxy runs
  /// @param preferred where to listen; if the port is taken, another one is used
  public static IngressProxy start(KubernetesClient client, InetSocketAddress preferred) {
    var host = preferred.getHostString();
    int port = LoopbackBlock.freePort(host, preferred.getPort());
    IngressClasses.register(client);
    var proxy = new IngressProxy(client, new InetSocketAddress(host, port));
    proxy.watch();
    proxy.listen();
    return proxy;
  }

  private void watch() {
    ingresses.addEventHandler(new OnChange<>(this::update)).run();
    services.addEventHandler(new OnChange<>(this::update)).run();
    pods.addEventHandler(new OnChange<>(this::update)).run();
  }

  // In turn, so that an older view of the cluster never replaces a newer one.
  private synchronized void update() {
    var served = ingresses.getStore().list().stream().filter(IngressClasses::isServed).toList();
    routing.update(served, services.getStore().list(), pods.getStore().list());
  }

  private void listen() {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw Failure.of(
              "The ingress proxy could not listen at " + address + ".",
              String.valueOf(e.getMessage()),
              "stop the program that does")
          .causedBy(e);
    }
  }

  /// Where it listens.
  public URI url() {
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  @Override
  public void close() {
    pods.close();
    services.close();
    ingresses.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The ingress proxy could not be stopped", e);
    }
  }
}

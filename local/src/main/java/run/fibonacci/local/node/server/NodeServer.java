package run.fibonacci.local.node.server;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import run.fibonacci.local.controlplane.Certificates;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.node.pod.PodView;
import run.fibonacci.local.process.Failure;

/// The HTTPS server of the node. Only clients with a certificate of the platform's authority get an
/// answer: the API server.
public final class NodeServer implements AutoCloseable {
  private static final int KUBELET_PORT = 10250;

  private final HttpsServer server;
  private final ExecutorService threads;
  private final UsageSampler sampler;
  private final MetricsRegistration registration;

  private NodeServer(HttpsServer server, UsageSampler sampler, MetricsRegistration registration) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.sampler = sampler;
    this.registration = registration;
  }

  /// What is served, about whom.
  ///
  /// @param name of the node
  /// @param address of the node
  /// @param pods as they are now
  public record Subject(String name, String address, Supplier<List<PodView>> pods) {
    private LongStream pids() {
      return pods.get().stream()
          .flatMap(pod -> pod.containers().stream())
          .flatMapToLong(container -> container.pid().stream());
    }
  }

  /// Starts serving, and has the API server pass the metrics API on to here.
  public static NodeServer start(
      KubernetesClient client, Certificates certificates, Subject subject) {
    var address = subject.address();
    int port = LoopbackBlock.freePort(address, KUBELET_PORT);
    var tls = certificates.serverContext(subject.name(), address, MetricsRegistration.HOST);
    var sampler = UsageSampler.start(subject::pids, Clock.systemUTC());
    var server =
        new NodeServer(
            listen(new InetSocketAddress(address, port), tls),
            sampler,
            new MetricsRegistration(client));
    server.serve(subject);
    server.registration.register(address, port, certificates.authority());
    return server;
  }

  private static HttpsServer listen(InetSocketAddress address, SSLContext tls) {
    try {
      var server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters connection) {
              var parameters = getSSLContext().getDefaultSSLParameters();
              parameters.setNeedClientAuth(true);
              connection.setSSLParameters(parameters);
            }
          });
      return server;
    } catch (IOException e) {
      throw Failure.of(
              "The node could not listen at " + address + ".",
              String.valueOf(e.getMessage()),
              "stop the program that does")
          .causedBy(e);
    }
  }

  private void serve(Subject subject) {
    server.createContext(LogHandler.PATH, new LogHandler(subject.pods()));
    server.createContext(
        MetricsHandler.PATH, new MetricsHandler(subject.name(), subject.pods(), sampler::usages));
    server.setExecutor(threads);
    server.start();
  }

  /// The port at the node's address.
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    registration.close();
    sampler.close();
    server.stop(0);
    threads.shutdownNow();
  }
}

package run.fibonacci.operator;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.process.Program;
import run.fibonacci.operator.proxy.ApiProxy;

/// An operator in a process of its own, under the chart's rights, behind a proxy of its own.
final class OperatorProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(20);

  final ApiProxy proxy;
  private final Program program;
  private final int port;
  private final CompletableFuture<Instant> ended;

  private OperatorProcess(ApiProxy proxy, Program program, int port) {
    this.proxy = proxy;
    this.program = program;
    this.port = port;
    this.ended = program.onExit().thenApply(code -> Instant.now());
  }

  /// Starts one of several operators for the namespace; each has to have a name of its own.
  ///
  /// @param settings further variables of its environment, name and value in turn
  static OperatorProcess start(String name, String namespace, String... settings) {
    return with(Cluster.operatorConfig(), name, namespace, settings);
  }

  /// The same with other rights than usual.
  static OperatorProcess with(Config rights, String name, String namespace, String... settings) {
    var proxy = new ApiProxy(rights);
    var port = LoopbackBlock.freePort("127.0.0.1", 0);
    var environment = new HashMap<>(connection(proxy.config()));
    environment.putAll(
        Map.of(
            "FIB_BIND_ADDRESS",
            "127.0.0.1",
            "FIB_PORT",
            String.valueOf(port),
            "FIB_NAMESPACES",
            namespace,
            "FIB_LEADER_ELECTION",
            "true",
            "POD_NAMESPACE",
            "fibonacci-system",
            "POD_NAME",
            name));
    for (var i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            OperatorMain.class.getName());
    var site = Cluster.plane().site();
    return new OperatorProcess(
        proxy, site.start(namespace + "-" + name, command, environment), port);
  }

  /// The client reads these instead of a kubeconfig.
  private static Map<String, String> connection(Config config) {
    return Map.of(
        "KUBERNETES_MASTER", config.getMasterUrl(),
        "KUBERNETES_AUTH_TOKEN", config.getOauthToken(),
        "HTTP2_DISABLE", "true",
        "KUBECONFIG", "/dev/null",
        "HOME", "/nonexistent");
  }

  /// Waits until it answers on its port.
  OperatorProcess awaitReady() throws InterruptedException {
    program.awaitReady(
        Duration.ofSeconds(60),
        () -> {
          try {
            return Http.get(port, "/readyz").statusCode() == 200;
          } catch (IOException e) {
            return false;
          }
        });
    return this;
  }

  /// What it says of itself.
  String metrics() throws IOException, InterruptedException {
    return Http.get(port, "/metrics").body();
  }

  /// What it has logged so far.
  List<String> log() throws IOException {
    return Files.readAllLines(program.log());
  }

  /// Sends a signal: `TERM`, `KILL`, `STOP`, `CONT`.
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(program.pid())).start().waitFor();
  }

  /// Completes when it has ended, with the time of that.
  CompletableFuture<Instant> ended() {
    return ended;
  }

  @Override
  public void close() {
    proxy.way(ApiProxy.Way.CUT);
    program.stop(GRACE);
    proxy.close();
  }
}

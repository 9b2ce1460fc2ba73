package run.fibonacci.local.platform;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.binaries.Cache;
import run.fibonacci.local.controlplane.ControlPlane;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.controlplane.Site;
import run.fibonacci.local.database.PostgreSql;
import run.fibonacci.local.ingress.IngressProxy;
import run.fibonacci.local.node.Node;
import run.fibonacci.local.node.NodeSettings;
import run.fibonacci.local.process.ProcessLedger;

/// A whole platform that is up until it is closed: what `./fib up` holds, and end-to-end tests too.
public final class Platform implements AutoCloseable {
  private static final InetSocketAddress INGRESS = new InetSocketAddress("127.0.0.1", 8080);
  private static final String NODE = "local";
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Settings settings;
  private final ProcessLedger ledger;
  private final Consumer<Event> listener;
  private final Steps steps;

  /// @param ledger where every process is recorded
  /// @param listener is told how it goes
  public Platform(Settings settings, ProcessLedger ledger, Consumer<Event> listener) {
    this.settings = settings;
    this.ledger = ledger;
    this.listener = listener;
    this.steps = new Steps(listener);
    // the last thing to be closed: it ends what an interrupted step had started
    steps.closeLater("Start processes", () -> ledger.stopAll(GRACE));
  }

  /// What is up.
  ///
  /// @param url where the FibonacciService answers
  /// @param kubeconfig an administrator's
  public record Access(URI url, Path kubeconfig) {}

  /// Brings everything up, step by step, and returns when the first FibonacciService answers. The
  /// platform is to be closed even when this does not work.
  ///
  /// @throws StepFailed when a step does not work
  public Access start() throws InterruptedException {
    var cache = Cache.of(settings.environment());
    var binaries = new BinaryCache(settings.environment(), ledger);

    steps.run("Check what is built", settings::check);
    var block = steps.run("Claim a block of loopback addresses", LoopbackBlock::claim);
    var executables = steps.run(fetchTitle(binaries), () -> binaries.obtain(this::detail));
    var site = new Site(settings.home(), block, executables, ledger);
    var plane = steps.run("Make certificates", () -> new ControlPlane(site));
    steps.run("Start etcd", plane::startEtcd);
    steps.run("Start kube-apiserver", plane::startApiServer);
    steps.run("Start kube-controller-manager", plane::startControllerManager);
    var database = steps.run("Start PostgreSQL", () -> PostgreSql.start(site, cache, this::detail));
    steps.run("Start a node", () -> Node.start(node(site, plane)));
    var ingress =
        steps.run("Start the ingress proxy", () -> IngressProxy.start(plane.client(), INGRESS));
    bringUpDemo(plane, database, ingress.url());
    tellAddresses(plane, database, ingress.url());
    return new Access(ingress.url(), plane.kubeconfig());
  }

  private static String fetchTitle(BinaryCache binaries) {
    return "Get etcd and Kubernetes "
        + (binaries.isPresent() ? "(already here)" : "(once, for some minutes)");
  }

  private void detail(String text) {
    listener.accept(new Event.Detail(text));
  }

  private NodeSettings node(Site site, ControlPlane plane) {
    return new NodeSettings(
        NODE,
        plane.client(),
        site.block(),
        site.home().resolve("pods"),
        ledger,
        settings.images(),
        plane.certificates());
  }

  private void bringUpDemo(ControlPlane plane, PostgreSql database, URI url)
      throws InterruptedException {
    var client = plane.client();
    var demo = new DemoService(client);
    steps.run("Install the operator's chart", () -> Operator.install(plane, settings.chart()));
    steps.run(
        "Create FibonacciService default/demo",
        () -> {
          demo.introduce(database);
          demo.create(settings.demo(), database.address().getPort());
        });
    steps.run(
        atMost("Wait for the operator", Operator.PATIENCE), () -> Operator.awaitReady(client));
    steps.run(atMost("Wait until it is Ready", DemoService.PATIENCE), demo::awaitReady);
    steps.run("Ask for fibonacci(100): " + FirstRequest.ANSWER, () -> FirstRequest.ask(url));
  }

  private static String atMost(String title, Duration time) {
    return "%s (at most %d s)".formatted(title, time.toSeconds());
  }

  private void tellAddresses(ControlPlane plane, PostgreSql database, URI url) {
    listening("etcd", plane.etcdAddress());
    listening("kube-apiserver", plane.address());
    listening("postgresql", database.address());
    listener.accept(new Event.Ready(url.toString()));
  }

  private void listening(String name, InetSocketAddress address) {
    var text = address.getHostString() + ":" + address.getPort();
    listener.accept(new Event.Listening(name, text));
  }

  /// Ends everything that was started, the last first, and waits for it.
  @Override
  public void close() {
    // whoever was interrupted still has to end things in order
    Thread.interrupted();
    steps.close();
  }
}

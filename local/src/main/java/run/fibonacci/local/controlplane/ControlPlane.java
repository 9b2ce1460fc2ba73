package run.fibonacci.local.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import run.fibonacci.local.binaries.Binaries;
import run.fibonacci.local.process.ProcessLedger;
import run.fibonacci.local.process.Program;

/// etcd, kube-apiserver and kube-controller-manager, started one by one and ended together. A test
/// gets its own from [#startTemporary].
public final class ControlPlane implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Site site;
  private final Certificates certificates;
  private final Etcd etcd;
  private final ApiServer apiServer;
  private final ControllerManager controllerManager;
  private final Path kubeconfig;
  private final KubernetesClient client;
  private final Runnable afterwards;
  private Optional<Program> runningEtcd = Optional.empty();
  private Optional<Program> runningApiServer = Optional.empty();
  private Optional<Program> runningControllerManager = Optional.empty();

  /// Chooses ports and makes certificates and the kubeconfig. Nothing runs yet.
  public ControlPlane(Site site) {
    this(site, List.of(), () -> {});
  }

  private ControlPlane(Site site, List<String> audit, Runnable afterwards) {
    this.site = site;
    this.afterwards = afterwards;
    certificates = new Certificates(site.home().resolve("pki"));
    etcd = new Etcd(site, certificates);
    apiServer = new ApiServer(site, certificates, etcd.url(), audit);
    kubeconfig = kubeconfig(site.home().resolve("kubeconfig"), "O=system:masters,CN=admin");
    var manager =
        kubeconfig(
            site.home().resolve("pki/kube-controller-manager.kubeconfig"),
            "CN=system:kube-controller-manager");
    controllerManager =
        new ControllerManager(site, certificates, manager, apiServer.serviceAccounts().key());
    client = new KubernetesClientBuilder().withConfig(config()).build();
  }

  /// Starts etcd and kube-apiserver for a test: in a temporary folder, on addresses of their own,
  /// gone when the control plane is closed or the JVM ends.
  ///
  /// @param binaries [Binaries#available] tells a test whether to skip
  public static ControlPlane startTemporary(Binaries binaries)
      throws IOException, InterruptedException {
    return startTemporary(binaries, false);
  }

  /// The same, with kube-apiserver writing down every request in [#auditLog].
  public static ControlPlane startAudited(Binaries binaries)
      throws IOException, InterruptedException {
    return startTemporary(binaries, true);
  }

  private static ControlPlane startTemporary(Binaries binaries, boolean audited)
      throws IOException, InterruptedException {
    var home = Files.createTempDirectory("fibonacci-control-plane-");
    var block = LoopbackBlock.claim();
    var ledger = new ProcessLedger(home.resolve("processes"));
    ledger.stopAllAtExit();
    var plane =
        new ControlPlane(
            new Site(home, block, binaries, ledger),
            audited ? new AuditLog(home).options() : List.of(),
            () -> {
              block.close();
              FileUtils.deleteQuietly(home.toFile());
            });
    try {
      plane.startEtcd();
      plane.startApiServer();
      return plane;
    } catch (RuntimeException | InterruptedException e) {
      plane.close();
      throw e;
    }
  }

  private Path kubeconfig(Path file, String subject) {
    var name = file.getFileName().toString();
    var identity = certificates.client(name + "-client", subject);
    return new Kubeconfig(apiServer.address(), certificates.authority()).write(file, identity);
  }

  public void startEtcd() throws InterruptedException {
    runningEtcd = Optional.of(etcd.start());
  }

  /// Starts kube-apiserver, at the same address each time, and returns when it is ready.
  public void startApiServer() throws InterruptedException {
    runningApiServer = Optional.of(apiServer.start());
  }

  /// Ends kube-apiserver alone, for tests of what happens without it.
  public void stopApiServer() {
    runningApiServer.ifPresent(program -> program.stop(GRACE));
    runningApiServer = Optional.empty();
  }

  public void startControllerManager() throws InterruptedException {
    runningControllerManager = Optional.of(controllerManager.start(client));
  }

  /// Where it stands.
  public Site site() {
    return site;
  }

  /// Where etcd listens.
  public InetSocketAddress etcdAddress() {
    return etcd.address();
  }

  /// Where kube-apiserver listens.
  public InetSocketAddress address() {
    return apiServer.address();
  }

  /// What kube-apiserver was asked, where it was [started audited][#startAudited]: one JSON object
  /// of kind Event (audit.k8s.io/v1) a line, which is there before the answer is.
  public Path auditLog() {
    return new AuditLog(site.home()).file();
  }

  /// An administrator's kubeconfig.
  public Path kubeconfig() {
    return kubeconfig;
  }

  /// An administrator's client configuration; a new one at each call, so it may be changed.
  public Config config() {
    return Config.fromKubeconfig(kubeconfig.toFile());
  }

  /// An administrator's client, closed with the control plane.
  public KubernetesClient client() {
    return client;
  }

  /// The authority that every part of the platform trusts.
  public Certificates certificates() {
    return certificates;
  }

  /// Ends what runs and waits for it.
  @Override
  public void close() {
    client.close();
    runningControllerManager.ifPresent(program -> program.stop(GRACE));
    stopApiServer();
    runningEtcd.ifPresent(program -> program.stop(GRACE));
    afterwards.run();
  }
}

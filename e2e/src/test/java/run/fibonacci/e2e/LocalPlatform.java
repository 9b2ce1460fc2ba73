package run.fibonacci.e2e;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.platform.Platform;
import run.fibonacci.local.platform.Settings;
import run.fibonacci.local.process.ProcessLedger;

/// The platform that all tests share, brought up by the code behind `./fib up`.
final class LocalPlatform implements ExecutionCondition, BeforeAllCallback, AutoCloseable {

  private static LocalPlatform running;

  private Platform platform;
  private ProcessLedger ledger;
  private Place place;

  /// Skips a whole class, by name, where there can be no API server.
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return BinaryCache.forTests().isPresent()
        ? enabled("Kubernetes' executables are here")
        : disabled("Kubernetes' executables cannot be had on this machine");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var store = context.getRoot().getStore(Namespace.create(LocalPlatform.class));
    if (store.get(LocalPlatform.class) == null) {
      running = this;
      store.put(LocalPlatform.class, this);
      start();
    }
  }

  private void start() throws Exception {
    var home = Files.createDirectories(Path.of("target/platform").toAbsolutePath());
    ledger = new ProcessLedger(home.resolve("run/processes"));
    ledger.stopAllAtExit();
    var settings = new Settings(Path.of("..").toRealPath(), home, System.getenv());
    platform = new Platform(settings, ledger, event -> System.err.println(event));
    var access = platform.start();
    var config = Config.fromKubeconfig(access.kubeconfig().toFile());
    var client = new KubernetesClientBuilder().withConfig(config).build();
    place = new Place(client, access.url(), "default", databasePort(client));
  }

  /// The platform tells its own service of a port that is not the usual one.
  private static int databasePort(KubernetesClient client) {
    var demo = client.resources(FibonacciService.class).inNamespace("default").withName("demo");
    return Objects.requireNonNullElse(demo.require().getSpec().database().port(), 5432);
  }

  @Override
  public void close() {
    if (place != null) {
      place.client().close();
    }
    platform.close();
  }

  /// A fleet of the platform that is ready.
  ///
  /// @param spec further fields, as YAML between braces
  static Fleet fleet(String name, String spec) {
    return Fleet.of(running.place, name, spec);
  }

  static Place place() {
    return running.place;
  }

  /// An administrator's client.
  static KubernetesClient client() {
    return running.place.client();
  }

  /// Kills the process of a pod, as the kernel does when memory runs out.
  static void kill(String pod) {
    running.ledger.running().stream()
        .filter(entry -> entry.name().startsWith("default/" + pod + "/"))
        .flatMap(entry -> entry.running().stream())
        .forEach(ProcessHandle::destroyForcibly);
  }
}

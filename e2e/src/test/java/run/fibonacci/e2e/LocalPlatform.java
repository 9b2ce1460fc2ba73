package run.fibonacci.e2e;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.platform.Platform;
import run.fibonacci.local.platform.Settings;
import run.fibonacci.local.process.ProcessLedger;

/// The platform that all tests share, brought up by the code behind `./fib up`.
final class LocalPlatform implements ExecutionCondition, BeforeAllCallback, AutoCloseable {

  private static LocalPlatform running;

  private Platform platform;
  private ProcessLedger ledger;
  private URI url;
  private KubernetesClient client;

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
    url = access.url();
    var config = Config.fromKubeconfig(access.kubeconfig().toFile());
    client = new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
    platform.close();
  }

  /// Where the ingress listens.
  static URI url() {
    return running.url;
  }

  /// An administrator's client.
  static KubernetesClient client() {
    return running.client;
  }

  /// Kills the process of a pod, as the kernel does when memory runs out.
  static void kill(String pod) {
    running.ledger.running().stream()
        .filter(entry -> entry.name().startsWith("default/" + pod + "/"))
        .flatMap(entry -> entry.running().stream())
        .forEach(ProcessHandle::destroyForcibly);
  }
}

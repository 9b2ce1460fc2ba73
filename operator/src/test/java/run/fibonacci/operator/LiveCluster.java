package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.controlplane.ControlPlane;
import run.fibonacci.local.node.Node;
import run.fibonacci.local.node.NodeSettings;
import run.fibonacci.local.node.launch.Image;
import run.fibonacci.local.node.launch.Images;

/// An API server with Kubernetes' own controllers, the chart, and a node that runs pods: images
/// `sample:1` and `sample:2` both are [SampleService]. Shared by all tests of a run.
public final class LiveCluster implements ExecutionCondition, BeforeAllCallback, AutoCloseable {

  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private static ControlPlane plane;
  private static Node node;

  /// Skips a whole class, by name, where there can be no API server.
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Cluster.executables();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var store = context.getRoot().getStore(Namespace.create(LiveCluster.class));
    if (store.get(LiveCluster.class) == null) {
      plane = ControlPlane.startTemporary(BinaryCache.forTests().orElseThrow());
      store.put(LiveCluster.class, this);
      plane.startControllerManager();
      node = Node.start(settings());
      Cluster.CHART.install(plane, Map.of("replicas", 0));
    }
  }

  private static NodeSettings settings() throws IOException {
    var site = plane.site();
    var image = new Image(jar(site.home().resolve("sample.jar")), "BIND_ADDRESS");
    return new NodeSettings(
        "here",
        plane.client(),
        site.block(),
        site.home().resolve("pods"),
        site.ledger(),
        new Images(Map.of("sample:1", image, "sample:2", image)),
        plane.certificates());
  }

  private static Path jar(Path file) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleService.class.getName());
    var entry = SampleService.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream code = SampleService.class.getResourceAsStream("SampleService.class")) {
      jar.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(code).transferTo(jar);
    }
    return file;
  }

  /// A client that may do everything.
  static KubernetesClient admin() {
    return plane.client();
  }

  /// A configuration with the rights that the chart gives to the operator, and no others.
  static Config operatorConfig() {
    return Cluster.operatorConfig(plane, Cluster.CHART);
  }

  /// A FibonacciService in a new namespace in which pods can be made.
  static Subject subject() throws InterruptedException {
    var name = "live-" + NAMESPACES.incrementAndGet();
    admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    admin()
        .serviceAccounts()
        .inNamespace(name)
        .withName("default")
        .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
    return new Subject(admin(), name);
  }

  @Override
  public void close() {
    if (node != null) {
      node.close();
    }
    plane.close();
  }
}

package run.fibonacci.local.node;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.commons.io.FileUtils;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.controlplane.Certificates;
import run.fibonacci.local.controlplane.ControlPlane;
import run.fibonacci.local.controlplane.LoopbackBlock;
import run.fibonacci.local.controlplane.Site;
import run.fibonacci.local.node.launch.Image;
import run.fibonacci.local.node.launch.Images;
import run.fibonacci.local.process.ProcessLedger;

/// A control plane and a node, with images `sample:1` and `sample:2` that both run [SampleProgram].
public final class TestCluster implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final LoopbackBlock block;
  private final ControlPlane plane;
  private final NodeSettings settings;
  private Node node;

  private TestCluster(Path home, LoopbackBlock block, ControlPlane plane, NodeSettings settings) {
    this.home = home;
    this.block = block;
    this.plane = plane;
    this.settings = settings;
    this.node = Node.start(settings);
  }

  /// Starts one.
  public static TestCluster start() throws Exception {
    var binaries = BinaryCache.forTests();
    var home = Files.createTempDirectory("fibonacci-node-");
    var block = LoopbackBlock.claim();
    var ledger = new ProcessLedger(home.resolve("processes"));
    ledger.stopAllAtExit();
    var plane = new ControlPlane(new Site(home, block, binaries.orElseThrow(), ledger));
    plane.startEtcd();
    plane.startApiServer();
    plane.startControllerManager();
    var image = new Image(jar(home.resolve("sample.jar")), "BIND_ADDRESS");
    var settings =
        new NodeSettings(
            "here",
            plane.client(),
            block,
            home.resolve("pods"),
            ledger,
            new Images(Map.of("sample:1", image, "sample:2", image)),
            plane.certificates());
    return new TestCluster(home, block, plane, settings);
  }

  private static Path jar(Path file) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, SampleProgram.class.getName());
    var entry = SampleProgram.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream code = SampleProgram.class.getResourceAsStream("SampleProgram.class")) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
    return file;
  }

  /// Closes the node.
  void stopNode() {
    node.close();
  }

  /// Starts a node with the settings of the first.
  void startNode() {
    node = Node.start(settings);
  }

  Certificates certificates() {
    return plane.certificates();
  }

  public KubernetesClient client() {
    return plane.client();
  }

  /// A new namespace in which pods can be made.
  public String namespace() throws InterruptedException {
    var namespace =
        client()
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("test-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    client()
        .serviceAccounts()
        .inNamespace(namespace)
        .withName("default")
        .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
    return namespace;
  }

  /// Asks a pod's program, at the pod's own address.
  public String ask(String namespace, String pod, String path)
      throws IOException, InterruptedException {
    var ip = client().pods().inNamespace(namespace).withName(pod).get().getStatus().getPodIP();
    var uri = URI.create("http://" + ip + ":8080" + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    node.close();
    plane.close();
    block.close();
    FileUtils.deleteQuietly(home.toFile());
  }
}

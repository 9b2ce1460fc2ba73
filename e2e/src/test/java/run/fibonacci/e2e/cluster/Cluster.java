package run.fibonacci.e2e.cluster;

import static run.fibonacci.e2e.Fleet.eventually;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.e2e.Fleet;
import run.fibonacci.e2e.Place;
import run.fibonacci.local.ingress.IngressProxy;

/// A cluster with the operator, a database, an ingress and a namespace for fleets.
final class Cluster implements AutoCloseable {
  static final String NAMESPACE = "fibonacci-e2e";

  /// Small enough for several fleets on a node of two cores.
  private static final String SMALL =
      "resources: {requests: {cpu: 50m, memory: 192Mi}, limits: {memory: 384Mi}}, ";

  private static final String MADE_HERE = "fibonacci.run/e2e";
  private static final int INGRESS_PORT = 8780;

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final Optional<IngressProxy> proxy;
  private final Place place;

  private Cluster() {
    List.of(NAMESPACE, Release.NAMESPACE).forEach(this::claim);
    apply("postgresql.yaml");
    Release.install();
    var given = Optional.ofNullable(System.getProperty("ingress.url")).map(URI::create);
    proxy = given.isPresent() ? Optional.empty() : Optional.of(startProxy());
    var ingress = given.or(() -> proxy.map(IngressProxy::url)).orElseThrow();
    place = new Place(client, ingress, NAMESPACE, 5432);
    awaitDatabase();
  }

  /// Sets up the cluster that KUBECONFIG names.
  static Cluster prepare() {
    if (System.getenv("KUBECONFIG") == null) {
      throw new IllegalStateException(
          "KUBECONFIG is not set: name the file of a cluster that is there to be tried on");
    }
    return new Cluster();
  }

  private IngressProxy startProxy() {
    return IngressProxy.start(
        client, new InetSocketAddress(InetAddress.getLoopbackAddress(), INGRESS_PORT));
  }

  /// Makes a namespace that refuses pods with more rights than they need.
  private void claim(String name) {
    var there = client.namespaces().withName(name).get();
    if (there != null && !there.getMetadata().getLabels().containsKey(MADE_HERE)) {
      throw new IllegalStateException(
          "namespace %s is there already, and not from these tests: use another cluster"
              .formatted(name));
    }
    var namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withName(name)
            .addToLabels(MADE_HERE, "true")
            .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
            .endMetadata()
            .build();
    client.resource(namespace).serverSideApply();
  }

  private void apply(String manifest) {
    for (var object : client.load(resource(manifest)).items()) {
      if (object instanceof StatefulSet database) {
        var container = database.getSpec().getTemplate().getSpec().getContainers().getFirst();
        container.setImage(System.getProperty("e2e.postgresql", container.getImage()));
      }
      client.resource(object).inNamespace(NAMESPACE).forceConflicts().serverSideApply();
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Cluster.class.getResourceAsStream("/cluster/" + name), name);
  }

  void awaitDatabase() {
    var database = client.apps().statefulSets().inNamespace(NAMESPACE).withName("postgresql");
    eventually(
        database::get,
        set -> Objects.equals(set.getStatus().getReadyReplicas(), set.getSpec().getReplicas()));
  }

  URI ingress() {
    return place.ingress();
  }

  KubernetesClient client() {
    return client;
  }

  /// A fleet that is ready, and known by a host of its own.
  ///
  /// @param spec further fields, as YAML between braces
  Fleet fleet(String name, String spec) {
    return Fleet.of(place, name, SMALL + spec);
  }

  /// Changes a fleet to this, as [#fleet] would have made it.
  void change(Fleet fleet, String spec) {
    fleet.apply(SMALL + spec);
  }

  /// One that names no host, applied as it is in a file.
  Fleet existing(String name) {
    return new Fleet(place, name, "%s.%s.example.com".formatted(name, NAMESPACE), "/");
  }

  /// Of the fleet of this name.
  HorizontalPodAutoscalerStatus autoscaler(String name) {
    return client
        .autoscaling()
        .v2()
        .horizontalPodAutoscalers()
        .inNamespace(NAMESPACE)
        .withName(name)
        .require()
        .getStatus();
  }

  /// The operators that are not about to go.
  List<Pod> operators() {
    return client
        .pods()
        .inNamespace(Release.NAMESPACE)
        .withLabel("app.kubernetes.io/name", Release.NAME)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .toList();
  }

  /// Kills what runs in a pod, unannounced where that can be done from here, and returns when it
  /// runs again or the pod is gone for good.
  void kill(String name) {
    var pod = client.pods().inNamespace(NAMESPACE).withName(name);
    var killed = container(pod.require());
    var command = System.getProperty("e2e.kill");
    if (command == null) {
      // at least a second: with none, another pod of this name may start beside what still runs
      pod.withGracePeriod(1).delete();
    } else {
      Command.run("bash", "-c", command + " " + killed.replaceFirst(".*/", ""));
    }
    eventually(
        () -> Optional.ofNullable(pod.get()), now -> now.isEmpty() || runsAnew(now.get(), killed));
  }

  private static boolean runsAnew(Pod pod, String killed) {
    return Readiness.isPodReady(pod) && !container(pod).equals(killed);
  }

  private static String container(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(ContainerStatus::getContainerID)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /// Runs a command in the database's pod, from where the cluster's Services are seen.
  String inside(String... command) {
    var words = new ArrayList<>(List.of("kubectl", "exec", "postgresql-0"));
    words.addAll(List.of("--namespace", NAMESPACE, "--"));
    words.addAll(List.of(command));
    return Command.run(words);
  }

  /// Leaves the cluster as it was, but for the type, which Helm never removes.
  @Override
  public void close() {
    proxy.ifPresent(IngressProxy::close);
    if (!Boolean.getBoolean("e2e.keep")) {
      client.resources(FibonacciService.class).inNamespace(NAMESPACE).delete();
      Release.uninstall();
      List.of(NAMESPACE, Release.NAMESPACE).forEach(n -> client.namespaces().withName(n).delete());
    }
    client.close();
  }

  static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}

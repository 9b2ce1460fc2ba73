package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestSpecBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.chart.Chart;
import run.fibonacci.local.controlplane.ControlPlane;

/// A real API server with the chart installed, shared by all tests of a run. Nothing but the API
/// server acts: there are no controllers and no pods, so tests play their parts.
public final class Cluster implements ExecutionCondition, BeforeAllCallback, AutoCloseable {

  static final Chart CHART =
      new Chart(Path.of("../helm/fibonacci-operator"), "fibonacci-operator", "fibonacci-system");
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private static ControlPlane plane;

  /// Skips a whole class, by name, where there can be no API server.
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return executables();
  }

  static ConditionEvaluationResult executables() {
    return BinaryCache.forTests().isPresent()
        ? enabled("Kubernetes' executables are here")
        : disabled("Kubernetes' executables cannot be had on this machine");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    var store = context.getRoot().getStore(Namespace.create(Cluster.class));
    if (store.get(Cluster.class) == null) {
      plane = ControlPlane.startAudited(BinaryCache.forTests().orElseThrow());
      store.put(Cluster.class, this);
      installTypes(admin());
      CHART.install(plane, Map.of());
      awaitType(admin());
    }
  }

  /// The types of other projects that children can be of.
  static void installTypes(KubernetesClient client) throws IOException {
    for (var type : List.of("httproutes", "servicemonitors", "prometheusrules")) {
      try (var file = Files.newInputStream(Path.of("src/test/resources/types", type + ".yaml"))) {
        client.load(file).serverSideApply();
      }
    }
  }

  /// The API server takes FibonacciServices a moment after it took their definition.
  static void awaitType(KubernetesClient client) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(client.getApiResources("fibonacci.run/v1").getResources()).isNotEmpty());
  }

  @Override
  public void close() {
    plane.close();
  }

  /// A client that may do everything.
  static KubernetesClient admin() {
    return plane.client();
  }

  static ControlPlane plane() {
    return plane;
  }

  /// Installs the chart once more, for an operator that may work in this namespace alone, and
  /// returns a configuration with its rights.
  static Config namespacedOperatorConfig(String namespace) throws InterruptedException {
    return namespacedOperatorConfig(namespace, Map.of("watchNamespaces[0]", namespace));
  }

  /// The same, with these values of the chart.
  static Config namespacedOperatorConfig(String namespace, Map<String, ?> values)
      throws InterruptedException {
    var chart = chartIn(namespace);
    var all = new TreeMap<String, Object>(values);
    all.put("crds.install", false);
    chart.install(plane, all);
    return operatorConfig(chart);
  }

  /// The chart, to be installed in this namespace.
  static Chart chartIn(String namespace) {
    return new Chart(CHART.folder(), CHART.release(), namespace);
  }

  /// A configuration with the rights that the chart gives to the operator, and no others.
  static Config operatorConfig() {
    return operatorConfig(CHART);
  }

  private static Config operatorConfig(Chart chart) {
    return operatorConfig(plane, chart);
  }

  /// The same for any control plane where the chart is installed.
  static Config operatorConfig(ControlPlane plane, Chart chart) {
    var request = new TokenRequest();
    request.setSpec(new TokenRequestSpecBuilder().withExpirationSeconds(3600L).build());
    var token =
        plane
            .client()
            .serviceAccounts()
            .inNamespace(chart.namespace())
            .withName(chart.release())
            .tokenRequest(request);
    return new ConfigBuilder(plane.config())
        .withClientCertData(null)
        .withClientKeyData(null)
        .withOauthToken(token.getStatus().getToken())
        .build();
  }

  /// A new namespace.
  static String namespace() {
    var name = "test-" + NAMESPACES.incrementAndGet();
    admin()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }
}

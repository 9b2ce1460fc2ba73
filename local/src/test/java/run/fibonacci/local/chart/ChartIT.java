package run.fibonacci.local.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import run.fibonacci.local.binaries.BinaryCache;
import run.fibonacci.local.controlplane.ControlPlane;
import run.fibonacci.local.process.Failure;

final class ChartIT {
  private static final Path OPERATOR = Path.of("../helm/fibonacci-operator");
  private static final Path GREETING = Path.of("src/test/resources/charts/greeting");

  @TempDir private Path folder;
  private ControlPlane plane;
  private Chart chart;

  @BeforeEach
  void start() throws Exception {
    var binaries = BinaryCache.forTests();
    assumeTrue(binaries.isPresent(), "Kubernetes' executables cannot be had on this machine");
    plane = ControlPlane.startTemporary(binaries.get());
    FileUtils.copyDirectory(GREETING.toFile(), folder.toFile());
    chart = new Chart(folder, "greeting", "polite");
  }

  @AfterEach
  void stop() {
    if (plane != null) {
      plane.close();
    }
  }

  @Test
  void aChangedChartIsAnUpgradeOfWhatIsInstalled() throws Exception {
    chart.install(plane, Map.of());
    assertThat(greeting()).containsEntry("text", "hello");

    Files.writeString(folder.resolve("values.yaml"), "greeting: good morning\n");
    chart.install(plane, Map.of());
    assertThat(greeting()).containsEntry("text", "good morning");
  }

  @Test
  void aBrokenChartIsReportedInHelmsWords() throws IOException {
    Files.writeString(
        folder.resolve("templates/broken.yaml"), "{{ required \"say who\" .Values.who }}");
    assertThatThrownBy(() -> chart.install(plane, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("say who");
  }

  @Test
  void theOperatorsChartHasNothingThatHelmWarnsOf() {
    var result = new Helm(OPERATOR).lint().strict().call();
    assertThat(result.isFailed()).as(() -> String.join("\n", result.getMessages())).isFalse();
  }

  @Test
  void theOperatorGetsARoleInEachNamespaceItWatchesAndNoneElsewhere() throws Exception {
    for (var name : List.of("a", "b")) {
      var namespace = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata();
      plane.client().resource(namespace.build()).create();
    }
    var operator = new Chart(OPERATOR, "fibonacci-operator", "fibonacci-system");

    operator.install(plane, Map.of("watchNamespaces[0]", "a", "watchNamespaces[1]", "b"));

    var rbac = plane.client().rbac();
    for (var name : List.of("a", "b")) {
      var role = rbac.roles().inNamespace(name).withName("fibonacci-operator").get();
      assertThat(role).as("role in namespace " + name).isNotNull();
    }
    assertThat(rbac.clusterRoles().withName("fibonacci-operator").get()).isNull();
  }

  @Test
  void theOperatorWatchesAllNamespacesByDefault() throws Exception {
    var operator = new Chart(OPERATOR, "fibonacci-operator", "fibonacci-system");

    operator.install(plane, Map.of());

    var rbac = plane.client().rbac();
    assertThat(rbac.clusterRoles().withName("fibonacci-operator").get()).isNotNull();
    var deployments = plane.client().apps().deployments().inNamespace("fibonacci-system");
    assertThat(deployments.withName("fibonacci-operator").get()).isNotNull();
  }

  @Test
  void theTypeIsUpgradedWithTheChartAndOutlivesIt() throws Exception {
    FileUtils.cleanDirectory(folder.toFile());
    FileUtils.copyDirectory(OPERATOR.toFile(), folder.toFile());
    var type = folder.resolve("files/fibonacciservices.fibonacci.run-v1.yaml");
    Files.writeString(type, Files.readString(type).replace("- all\n", "- former\n"));
    new Chart(folder, "fibonacci-operator", "fibonacci-system").install(plane, Map.of());
    assertThat(categories()).containsExactly("former");

    new Chart(OPERATOR, "fibonacci-operator", "fibonacci-system").install(plane, Map.of());
    assertThat(categories()).containsExactly("all");

    Helm.uninstall("fibonacci-operator")
        .withNamespace("fibonacci-system")
        .withKubeConfig(plane.kubeconfig())
        .call();
    var deployments = plane.client().apps().deployments().inNamespace("fibonacci-system");
    assertThat(deployments.list().getItems()).isEmpty();
    assertThat(categories()).containsExactly("all");
  }

  private List<String> categories() {
    return plane
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("fibonacciservices.fibonacci.run")
        .get()
        .getSpec()
        .getNames()
        .getCategories();
  }

  private Map<String, String> greeting() {
    var maps = plane.client().configMaps().inNamespace("polite");
    return maps.withName("greeting").get().getData();
  }
}

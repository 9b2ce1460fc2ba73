package run.fibonacci.operator;

import static java.util.regex.Pattern.compile;
import static org.assertj.core.api.Assertions.assertThat;
import static run.fibonacci.operator.Subject.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the chart brings for those who watch: it names only what is exported, and every alert says
/// what to do.
@ExtendWith(Cluster.class)
final class ChartMonitoringIT {

  private static final Path CHART = Path.of("../helm/fibonacci-operator/files");

  @Test
  void every_switch_of_the_chart_makes_what_the_api_server_takes() throws Exception {
    var namespace = Cluster.namespace();
    Cluster.namespacedOperatorConfig(
        namespace,
        Map.of(
            "watchNamespaces[0]", namespace,
            "rollOnSecretChange", true,
            "networkPolicy.enabled", true,
            "serviceMonitor.enabled", true,
            "serviceMonitor.interval", "30s",
            "prometheusRule.enabled", true,
            "prometheusRule.labels.release", "prometheus",
            "dashboard.enabled", true));

    var admin = Cluster.admin();
    assertThat(admin.policy().v1().podDisruptionBudget().inNamespace(namespace).list().getItems())
        .hasSize(1);
    assertThat(admin.network().v1().networkPolicies().inNamespace(namespace).list().getItems())
        .hasSize(1);
    assertThat(generic("ServiceMonitor", namespace)).hasSize(1);
    assertThat(generic("PrometheusRule", namespace)).hasSize(1);
    var dashboard =
        admin
            .configMaps()
            .inNamespace(namespace)
            .withLabel("grafana_dashboard", "1")
            .list()
            .getItems()
            .getFirst();
    assertThat(json(dashboard).path("panels")).isNotEmpty();
  }

  @Test
  void nothing_is_watched_or_guarded_unasked() throws Exception {
    var namespace = Cluster.namespace();
    Cluster.namespacedOperatorConfig(
        namespace, Map.of("watchNamespaces[0]", namespace, "replicas", 1));

    var admin = Cluster.admin();
    assertThat(admin.policy().v1().podDisruptionBudget().inNamespace(namespace).list().getItems())
        .isEmpty();
    assertThat(admin.network().v1().networkPolicies().inNamespace(namespace).list().getItems())
        .isEmpty();
    assertThat(generic("ServiceMonitor", namespace)).isEmpty();
    assertThat(generic("PrometheusRule", namespace)).isEmpty();
  }

  @Test
  void every_metric_in_alerts_and_dashboard_is_exported() throws Exception {
    var demo = new Subject(Cluster.namespace());
    try (var operator = TestOperator.in(demo.namespace())) {
      demo.apply("replicas: 2");
      demo.await(Deployment.class);
      demo.ready(2);
      eventually(() -> demo.says("Progressing"), "False Complete"::equals);
      demo.patch(Deployment.class, "{\"spec\": {\"replicas\": 7}}");
      eventually(() -> demo.deployment().getSpec().getReplicas(), Integer.valueOf(2)::equals);
      demo.apply("podLabels: {'no label': x}");
      eventually(() -> demo.says("Degraded"), "True Refused"::equals);
      eventually(() -> missing(operator), Set::isEmpty);
      assertThat(missing(operator)).isEmpty();
    }
  }

  @Test
  void every_alert_has_its_section_in_the_runbook() throws IOException {
    var page = Files.readString(Path.of("../docs/alerts.md"));
    var alerts =
        compile("- alert: (\\w+)")
            .matcher(Files.readString(CHART.resolve("alerts.yaml")))
            .results()
            .map(match -> "## " + match.group(1) + "\n")
            .toList();
    assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(page).contains(alert));
    assertThat(compile("(?m)^## \\w+$").matcher(page).results()).hasSameSizeAs(alerts);
  }

  /// What is named and not exported by this operator, and not by the service either, whose metrics
  /// are listed in its documentation.
  private static Set<String> missing(TestOperator operator) throws Exception {
    var exported = operator.metrics();
    var documented = Files.readString(Path.of("../docs/metrics.md"));
    var missing = new TreeSet<String>();
    for (var name : named()) {
      var family = name.replaceAll("_(count|sum|bucket)$", "");
      if (!exported.contains("\n" + name) && !documented.contains("`" + family + "`")) {
        missing.add(name);
      }
    }
    return missing;
  }

  private static Set<String> named() throws IOException {
    var text =
        Files.readString(CHART.resolve("alerts.yaml"))
            + Files.readString(CHART.resolve("dashboard.json"));
    return compile("\\b(fibonacci|http_server|hikaricp|jvm|process)_[a-z_]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static java.util.List<?> generic(String kind, String namespace) {
    return Cluster.admin()
        .genericKubernetesResources("monitoring.coreos.com/v1", kind)
        .inNamespace(namespace)
        .list()
        .getItems();
  }

  private static JsonNode json(ConfigMap dashboard) {
    return Serialization.unmarshal(dashboard.getData().get("fibonacci.json"), JsonNode.class);
  }
}

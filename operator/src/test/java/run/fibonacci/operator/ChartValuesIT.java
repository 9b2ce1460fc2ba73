package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import run.fibonacci.local.process.Failure;

/// Values, through the chart and the API server, to the settings that the operator reads:
/// Terraform's output, the chart and the operator cannot drift apart. `-Dhelm.values=FOLDER` adds a
/// folder of values files, such as Terraform's own.
@ExtendWith(Cluster.class)
final class ChartValuesIT {

  static Stream<Path> values() throws IOException {
    var folder = System.getProperty("helm.values");
    var own = yaml(Path.of("src/test/resources/chart"));
    return folder == null ? own : Stream.concat(own, yaml(Path.of(folder)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void values_of_an_environment_reach_the_operator(Path file) throws Exception {
    var values = Serialization.unmarshal(Files.readString(file), Values.class);

    var container = install(Map.of(), file);
    var settings = settings(container);

    assertThat(container.getImage()).startsWith(values.image().repository() + ":");
    assertThat(settings.serviceImage()).startsWith(values.serviceImage().repository());
    assertThat(settings.ingressClass()).contains(values.ingress().className());
    assertThat(settings.ingressDomain().orElse(null)).isEqualTo(values.ingress().domain());
    var database = settings.database().orElseThrow();
    var connection = database.connection();
    assertThat(connection.host()).isEqualTo(values.database().host());
    assertThat(connection.port()).isEqualTo(values.database().port());
    assertThat(connection.name()).isEqualTo(values.database().name());
    assertThat(connection.sslMode()).isEqualTo("verify-full");
    assertThat(connection.iam()).isEqualTo(values.database().iam());
    assertThat(database.certificateAuthority().map(String::strip).orElse(null))
        .isEqualTo(values.database().authority());
  }

  @Test
  void a_chart_without_values_has_no_default_database() throws Exception {
    assertThat(settings(install(Map.of())).database()).isEmpty();
  }

  @Test
  void an_image_is_named_by_its_digest_where_there_is_one() throws Exception {
    var digest = "sha256:" + "0123456789abcdef".repeat(4);

    var container = install(Map.of("image.digest", digest, "serviceImage.digest", digest));

    assertThat(container.getImage()).isEqualTo("fibonacci-run/operator@" + digest);
    assertThat(settings(container).serviceImage()).isEqualTo("fibonacci-run/fib-service@" + digest);
  }

  @Test
  void a_database_without_a_region_is_refused() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> install(Map.of("database.host", "db.example.com")))
        .withMessageContaining("region");
  }

  /// Installs the chart in a namespace of its own, and returns the operator's container.
  static Container install(Map<String, ?> values, Path... files) throws InterruptedException {
    var chart = Cluster.chartIn(Cluster.namespace());
    var namespaced = new TreeMap<String, Object>(values);
    namespaced.put("crds.install", false);
    namespaced.put("watchNamespaces[0]", chart.namespace());
    chart.install(Cluster.plane(), namespaced, files);
    return Cluster.admin()
        .apps()
        .deployments()
        .inNamespace(chart.namespace())
        .withName(chart.release())
        .get()
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst();
  }

  private static OperatorSettings settings(Container container) {
    return OperatorSettings.of(environment(container), "1.2.3");
  }

  /// What the chart itself says to the operator.
  static Map<String, String> environment(Container container) {
    return container.getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static Stream<Path> yaml(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private record Values(Image image, Image serviceImage, Ingress ingress, Database database) {}

  private record Image(String repository, @Nullable String tag, @Nullable String digest) {}

  private record Ingress(String className, @Nullable String domain) {}

  private record Database(
      String host,
      int port,
      String name,
      String sslMode,
      @Nullable String certificateAuthority,
      run.fibonacci.api.v1.Database.Iam iam) {

    @Nullable String authority() {
      return certificateAuthority == null ? null : certificateAuthority.strip();
    }
  }
}

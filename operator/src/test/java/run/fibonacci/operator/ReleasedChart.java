package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import run.fibonacci.local.chart.Chart;

/// The chart that users upgrade from.
final class ReleasedChart {

  private static final String TYPE = "files/fibonacciservices.fibonacci.run-v1.yaml";

  private ReleasedChart() {}

  /// The one that `released.chart` names, else this one with a type that does not know
  /// `spec.rollout`, made in the folder.
  static Chart in(Path folder) throws IOException {
    var released = System.getProperty("released.chart");
    var chart = released == null ? made(folder) : Path.of(released);
    return new Chart(chart, Cluster.CHART.release(), Cluster.CHART.namespace());
  }

  private static Path made(Path folder) throws IOException {
    FileUtils.copyDirectory(Cluster.CHART.folder().toFile(), folder.toFile());
    var file = folder.resolve(TYPE);
    var type = Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
    var root = type.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    root.getProperties().get("spec").getProperties().remove("rollout");
    Files.writeString(file, Serialization.asYaml(type));
    return folder;
  }
}

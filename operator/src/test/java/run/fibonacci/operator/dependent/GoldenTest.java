package run.fibonacci.operator.dependent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.TestSettings;

/// CR in, children out: each folder under `golden` is a case, `in.yaml` the resource, `out-*.yaml`
/// its children, `actual-Deployment.yaml` what is there already, and `operator.yaml` the
/// environment of an operator that was told something. `-Dgolden.update` writes the children anew.
final class GoldenTest {

  private static final Path CASES = Path.of("src/test/resources/golden");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  static Stream<Path> cases() throws IOException {
    try (var folders = Files.list(CASES)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_resource_has_these_children(Path folder) throws IOException {
    var service = read(folder.resolve("in.yaml"), FibonacciService.class);
    service.getMetadata().setUid("11111111-2222-3333-4444-555555555555");
    var children = children(service, settings(folder), folder.resolve("actual-Deployment.yaml"));
    if (System.getProperty("golden.update") != null) {
      write(folder, children);
    }
    assertThat(written(folder))
        .as("%s: run mvn -pl operator test -Dgolden.update and read the difference", folder)
        .containsExactlyInAnyOrderEntriesOf(children);
  }

  @SuppressWarnings("unchecked")
  private static OperatorSettings settings(Path folder) throws IOException {
    var environment = folder.resolve("operator.yaml");
    return Files.exists(environment)
        ? OperatorSettings.of(read(environment, Map.class), "1.2.3")
        : TestSettings.DEFAULT;
  }

  private static Map<String, String> children(
      FibonacciService service, OperatorSettings settings, Path actual) throws IOException {
    var there = Files.exists(actual) ? read(actual, Deployment.class) : null;
    var kinds = new OptionalKinds(Clock.systemUTC());
    var children = new ArrayList<HasMetadata>();
    children.add(owned(new DeploymentDependent(settings, _ -> Optional.empty()), service, there));
    Stream.of(
            new ServiceDependent(settings),
            new ServiceAccountDependent(settings),
            new AutoscalerDependent(settings),
            new IngressDependent(settings),
            new HttpRouteDependent(settings, kinds),
            new ServiceMonitorDependent(settings, kinds),
            new DisruptionBudgetDependent(settings),
            new NetworkPolicyDependent(settings))
        .filter(dependent -> dependent.isWanted(service))
        .forEach(dependent -> children.add(owned(dependent, service, null)));
    var yaml = new LinkedHashMap<String, String>();
    for (var child : children) {
      yaml.put("out-" + child.getKind() + ".yaml", yaml(child));
    }
    return yaml;
  }

  private static String yaml(HasMetadata child) throws IOException {
    return YAML.writeValueAsString(Serialization.unmarshal(Serialization.asJson(child), Map.class));
  }

  private static <R extends HasMetadata> R owned(
      FibonacciDependent<R> dependent, FibonacciService service, R actual) {
    var child = dependent.desired(service, actual);
    dependent.addReferenceHandlingMetadata(child, service);
    return child;
  }

  private static <R> R read(Path file, Class<R> type) throws IOException {
    return Serialization.unmarshal(Files.readString(file), type);
  }

  private static Map<String, String> written(Path folder) throws IOException {
    var files = new LinkedHashMap<String, String>();
    for (var file : outputs(folder)) {
      files.put(file.getFileName().toString(), Files.readString(file));
    }
    return files;
  }

  private static void write(Path folder, Map<String, String> children) throws IOException {
    for (var file : outputs(folder)) {
      Files.delete(file);
    }
    for (var child : children.entrySet()) {
      Files.writeString(folder.resolve(child.getKey()), child.getValue());
    }
  }

  private static List<Path> outputs(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith("out-")).sorted().toList();
    }
  }
}

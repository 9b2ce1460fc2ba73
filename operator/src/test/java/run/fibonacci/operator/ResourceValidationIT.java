package run.fibonacci.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the API server to what the type promises: the examples are accepted, and each file in
/// `validation/refused` is turned away with the sentence in its first line.
@ExtendWith(Cluster.class)
final class ResourceValidationIT {

  static Stream<Path> accepted() throws IOException {
    return Stream.concat(
        yaml(Path.of("../crds/examples")), yaml(Path.of("src/test/resources/validation/accepted")));
  }

  static Stream<Path> refused() throws IOException {
    return yaml(Path.of("src/test/resources/validation/refused"));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void accepted(Path file) throws IOException {
    assertThatCode(() -> create(Files.readString(file))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refused(Path file) throws IOException {
    var text = Files.readString(file);
    var sentence = text.lines().findFirst().orElseThrow().substring("# ".length());

    var refusal = catchThrowableOfType(KubernetesClientException.class, () -> create(text));

    assertThat(refusal).as("%s was accepted", file).isNotNull();
    assertThat(refusal.getStatus().getMessage()).contains(sentence);
  }

  /// As `kubectl apply` would: unknown fields are refused, not dropped.
  private static void create(String yaml) {
    var resource = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    resource.getMetadata().setNamespace("default");
    Cluster.admin()
        .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
        .resource(resource)
        .dryRun()
        .fieldValidation(Validation.STRICT)
        .create();
  }

  private static Stream<Path> yaml(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }
}

package run.fibonacci.api.v1;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the resource's reference for people from its manifest. */
final class CrdReference {

  private final List<String> rows = new ArrayList<>();
  private final Set<String> sentences = new LinkedHashSet<>();

  private CrdReference() {}

  /** The page as Markdown. */
  static String of(String manifest) {
    var crd = Serialization.unmarshal(manifest, CustomResourceDefinition.class);
    var root = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    return """
    # FibonacciService

    `fibonacci.run/v1`, short name `fib`. Generated from the manifest: `mvn -pl crds test -Dcrd.update`.
    Every field of `spec` is optional. Fields without a description of their own in here are those of
    Kubernetes: `kubectl explain fib.spec.NAME` shows them.

    ## spec

    %s
    ## status

    %s
    ## What is turned away

    Beside wrong types, unknown fields and numbers out of bounds, the API server refuses a resource with
    one of these sentences; `…` stands for what was written.

    %s\
    """
        .formatted(table(property(root, "spec")), table(property(root, "status")), refusals(root));
  }

  private static String table(JSONSchemaProps block) {
    var reference = new CrdReference();
    reference.describe("", block);
    return "| field | type | |\n|---|---|---|\n" + String.join("", reference.rows);
  }

  private void describe(String path, JSONSchemaProps block) {
    block
        .getProperties()
        .forEach((name, field) -> {
          rows.add("| `%s%s` | %s | %s |\n".formatted(path, name, type(field), description(field)));
          if (isOurs(field)) {
            describe(path + name + ".", field);
          } else if (isList(field) && isOurs(field.getItems().getSchema())) {
            describe(path + name + "[].", field.getItems().getSchema());
          }
        });
  }

  /** Kubernetes' own types come without descriptions, and are described elsewhere. */
  private static boolean isOurs(JSONSchemaProps schema) {
    return schema.getProperties().values().stream().anyMatch(p -> p.getDescription() != null);
  }

  private static boolean isList(JSONSchemaProps field) {
    return "array".equals(field.getType());
  }

  private static String type(JSONSchemaProps field) {
    if (isList(field)) {
      return "list";
    }
    if (field.getAdditionalProperties() != null) {
      return "map";
    }
    if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    return field.getType() + bounds(field.getMinimum(), field.getMaximum());
  }

  private static String bounds(Double least, Double most) {
    if (least == null && most == null) {
      return "";
    }
    return " %s–%s".formatted(number(least), number(most));
  }

  private static String number(Double bound) {
    return bound == null ? "" : String.valueOf(bound.longValue());
  }

  private static String description(JSONSchemaProps field) {
    return Objects.requireNonNullElse(field.getDescription(), "");
  }

  private static String refusals(JSONSchemaProps root) {
    var reference = new CrdReference();
    reference.collect(root);
    return reference.sentences.stream().map(s -> "- " + s + "\n").reduce("", String::concat);
  }

  private void collect(JSONSchemaProps schema) {
    for (var rule : schema.getXKubernetesValidations()) {
      sentences.add(
          rule.getMessage() != null ? rule.getMessage() : sentence(rule.getMessageExpression()));
    }
    children(schema).forEach(this::collect);
  }

  private static Stream<JSONSchemaProps> children(JSONSchemaProps schema) {
    var items = schema.getItems() == null ? null : schema.getItems().getSchema();
    var values =
        schema.getAdditionalProperties() == null
            ? null
            : schema.getAdditionalProperties().getSchema();
    return Stream.concat(schema.getProperties().values().stream(), Stream.of(items, values))
        .filter(Objects::nonNull);
  }

  /** The constant parts of a CEL expression that joins strings. */
  private static String sentence(String expression) {
    var text = new StringBuilder();
    var parts = expression.replaceAll("[.]replace[(][^)]*[)]", "").split("'");
    for (var i = 0; i < parts.length; i++) {
      var constant = i % 2 == 1;
      text.append(constant ? parts[i] : parts[i].contains("self") ? "…" : "");
    }
    return text.toString();
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return requireNonNull(schema.getProperties().get(name), name);
  }
}

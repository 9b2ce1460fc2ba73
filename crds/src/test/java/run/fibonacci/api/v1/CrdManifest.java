package run.fibonacci.api.v1;

import static java.util.Comparator.comparingInt;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Generates the resource's manifest from its types, with what the generator has no word for. */
final class CrdManifest implements CRDPostProcessor {

  /**
   * What the generator names the manifest after: the resource's full name and the API's version.
   */
  static final String NAME = "fibonacciservices.fibonacci.run-v1";

  /** The order of the columns in `kubectl get`. */
  private static final List<String> COLUMNS = List.of("Ready", "Reason", "Replicas", "URL", "Age");

  private static final String HEADER =
      "# Generated from the types in run.fibonacci.api.v1: `mvn -pl crds test -Dcrd.update`\n";

  /** The manifest as YAML; {@code folder} is where the generator may write. */
  static String generate(Path folder) throws IOException {
    new CRDGenerator()
        .inOutputDir(folder.toFile())
        .customResourceClasses(FibonacciService.class)
        .forCRDVersions("v1")
        .withMinQuotes(true)
        .withPostProcessor(new CrdManifest())
        .generate();
    var yaml = Files.readString(folder.resolve(NAME + ".yml"));
    return HEADER
        + yaml.lines().filter(line -> !line.startsWith("#")).reduce("", (a, b) -> a + b + "\n");
  }

  @Override
  public HasMetadata process(HasMetadata resource, String crdVersion) {
    var crd = (CustomResourceDefinition) resource;
    // uninstalling the chart must not take everybody's services along
    crd.getMetadata().setAnnotations(Map.of("helm.sh/resource-policy", "keep"));
    crd.getSpec().getNames().setCategories(List.of("all"));
    var api = crd.getSpec().getVersions().get(0);
    api.getAdditionalPrinterColumns()
        .sort(comparingInt(column -> COLUMNS.indexOf(column.getName())));
    var root = api.getSchema().getOpenAPIV3Schema();
    eachRuleOnce(root);
    named(root);
    var spec = property(root, "spec");
    // without a spec there would be no replicas for `kubectl scale` to change
    spec.setDefault(JsonNodeFactory.instance.objectNode());
    keyed(property(spec, "env"), "name");
    for (var labels : List.of(property(spec, "podLabels"), property(spec, "nodeSelector"))) {
      labelled(labels);
    }
    labelled(property(property(property(spec, "monitoring"), "serviceMonitor"), "labels"));
    measured(property(spec, "resources"));
    spec.getProperties().values().forEach(CrdManifest::whole);
    var status = property(root, "status");
    keyed(property(status, "conditions"), "type");
    return crd;
  }

  /** Drops what the generator saw twice: on a record's component and on its accessor. */
  private static void eachRuleOnce(JSONSchemaProps schema) {
    schema.setXKubernetesValidations(
        schema.getXKubernetesValidations().stream().distinct().toList());
    schema.getProperties().values().forEach(CrdManifest::eachRuleOnce);
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      eachRuleOnce(schema.getItems().getSchema());
    }
  }

  /** Keeps names short enough for everything that is named after the resource. */
  private static void named(JSONSchemaProps root) {
    var name = new JSONSchemaPropsBuilder().withType("string").withMaxLength(253L).build();
    root.getProperties()
        .put(
            "metadata",
            new JSONSchemaPropsBuilder()
                .withType("object")
                .withProperties(Map.of("name", name))
                .build());
    root.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule(
                    "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')"
                        + " && size(self.metadata.name) <= 63")
                .withMessage(
                    "metadata.name must begin with a letter and hold at most 63 lower-case letters,"
                        + " digits and \"-\": the Service is named after it")
                .build()));
  }

  /**
   * Has server-side apply take a block as one. From field to field, it would make the block null
   * when somebody goes from {@code ingress: {host: …}} to {@code ingress: {}}, and refuse that.
   * Labels and the like are the same without as with nothing in them, so they may be null.
   */
  private static void whole(JSONSchemaProps block) {
    if (block.getAdditionalProperties() != null) {
      block.setNullable(true);
    } else if ("object".equals(block.getType())) {
      block.setXKubernetesMapType("atomic");
    }
  }

  /** Turns away what Kubernetes would not take as the value of a label. */
  private static void labelled(JSONSchemaProps labels) {
    labels.setMaxProperties(64L);
    var value = labels.getAdditionalProperties().getSchema();
    value.setMaxLength(63L);
    value.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule("self.matches('^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$')")
                .withMessageExpression(
                    "'\"' + self + '\" cannot be the value of a label: write letters, digits,"
                        + " \"-\", \"_\" and \".\", with a letter or digit at both ends'")
                .build()));
  }

  /** Turns away what Kubernetes would not take as the resources of a container. */
  private static void measured(JSONSchemaProps resources) {
    for (var name : List.of("limits", "requests")) {
      var quantities = property(resources, name);
      quantities.setMaxProperties(16L);
      var quantity = quantities.getAdditionalProperties().getSchema();
      quantity.setMaxLength(32L);
      quantity.setXKubernetesValidations(
          List.of(
              new ValidationRuleBuilder()
                  .withRule("type(self) == int || isQuantity(string(self))")
                  .withMessageExpression(
                      "'\"' + string(self) + '\" is no quantity: write a number and a unit, such as"
                          + " 500m or 256Mi'")
                  .build()));
    }
    resources.setXKubernetesValidations(
        List.of(
            new ValidationRuleBuilder()
                .withRule(
                    "!has(self.limits) || !has(self.requests) || self.requests.all(k, !(k in"
                        + " self.limits) || !isQuantity(string(self.requests[k])) ||"
                        + " !isQuantity(string(self.limits[k])) ||"
                        + " !quantity(string(self.requests[k])).isGreaterThan(quantity(string(self.limits[k]))))")
                .withMessage(
                    "resources requests more than it limits: raise limits, or lower requests")
                .build()));
  }

  private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
    return requireNonNull(schema.getProperties().get(name), name);
  }

  /** Has the API server merge and check the list by the key of its items. */
  private static void keyed(JSONSchemaProps list, String key) {
    list.setXKubernetesListType("map");
    list.setXKubernetesListMapKeys(List.of(key));
    list.getItems().getSchema().setRequired(List.of(key));
  }
}

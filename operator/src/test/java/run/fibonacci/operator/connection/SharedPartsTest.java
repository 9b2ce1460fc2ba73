package run.fibonacci.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.FibonacciService;

final class SharedPartsTest {

  private static final String DEPLOYMENT =
      """
      {"apiVersion": "apps/v1", "kind": "Deployment",
       "metadata": {"name": "%1$s", "uid": "%1$s", "managedFields": [
         {"manager": "fibonacci-operator", "operation": "Apply", "time": "2026-01-01T00:00:00Z",
          "fieldsV1": {"f:metadata": {"f:ownerReferences": {"k:{\\"uid\\":\\"%1$s\\"}": {}}},
                       "f:spec": {"f:replicas": {}, "f:strategy": {"f:type": {}}}}}]},
       "spec": {"replicas": 2, "strategy": {"type": "RollingUpdate"},
        "selector": {"matchLabels": {"name": "%1$s"}},
        "template": {"spec": {"containers": [
          {"name": "%1$s", "image": "image", "readinessProbe": {"httpGet": {"path": "/"}}}]}}}}
      """;

  private final KubernetesSerialization sharing =
      new KubernetesSerialization(new ObjectMapper().registerModule(new SharedParts()), true);

  @Test
  void what_is_read_is_what_was_written() {
    for (var name : new String[] {"one", "two", "one"}) {
      var json = DEPLOYMENT.formatted(name);

      assertThat(sharing.unmarshal(json, Deployment.class))
          .isEqualTo(new KubernetesSerialization().unmarshal(json, Deployment.class));
    }
  }

  @Test
  void equal_parts_of_two_children_are_one_object() {
    var one = sharing.unmarshal(DEPLOYMENT.formatted("one"), Deployment.class);
    var two = sharing.unmarshal(DEPLOYMENT.formatted("two"), Deployment.class);

    assertThat(two.getSpec().getStrategy()).isSameAs(one.getSpec().getStrategy());
    assertThat(container(two).getReadinessProbe()).isSameAs(container(one).getReadinessProbe());
    assertThat(container(two).getImage()).isSameAs(container(one).getImage());
    assertThat(owned(two).get("f:spec")).isSameAs(owned(one).get("f:spec"));
    assertThat(owned(two).get("f:metadata")).isNotEqualTo(owned(one).get("f:metadata"));
  }

  @Test
  void equal_specs_of_two_services_are_one_object() {
    var yaml =
        """
        apiVersion: fibonacci.run/v1
        kind: FibonacciService
        metadata: {name: %s}
        spec: {replicas: 3, ingress: {host: fib.example.com}}
        """;
    var one = sharing.unmarshal(yaml.formatted("one"), FibonacciService.class);
    var two = sharing.unmarshal(yaml.formatted("two"), FibonacciService.class);

    assertThat(two.getSpec()).isSameAs(one.getSpec());
    assertThat(two.getMetadata()).isNotSameAs(one.getMetadata());
  }

  private static Container container(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }

  private static Map<String, Object> owned(Deployment deployment) {
    return deployment
        .getMetadata()
        .getManagedFields()
        .getFirst()
        .getFieldsV1()
        .getAdditionalProperties();
  }
}

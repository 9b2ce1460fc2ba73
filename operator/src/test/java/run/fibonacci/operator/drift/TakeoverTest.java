package run.fibonacci.operator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TakeoverTest {

  private static final String OURS =
      """
      - manager: us
        operation: Apply
        fieldsV1: {f:spec: {f:type: {}, f:ports: {}}}
      """;

  @Test
  void what_the_other_owns_of_the_spec_becomes_ours() {
    var after =
        after(
            """
            - manager: kubectl-edit
              operation: Update
              fieldsV1: {f:spec: {f:ports: {'k:{"port":99}': {f:name: {}}}}}
            """);

    assertThat(after.size()).isEqualTo(1);
    assertThat(after.get(0).at("/fieldsV1/f:spec/f:ports").has("k:{\"port\":99}")).isTrue();
    assertThat(after.get(0).at("/fieldsV1/f:spec").has("f:type")).isTrue();
  }

  @Test
  void replicas_and_what_is_outside_of_the_spec_stay_theirs() {
    var after =
        after(
            """
            - manager: kubectl-edit
              operation: Update
              fieldsV1: {f:metadata: {f:labels: {}}, f:spec: {f:replicas: {}, f:paused: {}}}
            """);

    var theirs = after.get(1).path("fieldsV1");
    assertThat(theirs.at("/f:spec/f:replicas").isMissingNode()).isFalse();
    assertThat(theirs.at("/f:spec/f:paused").isMissingNode()).isTrue();
    assertThat(theirs.at("/f:metadata/f:labels").isMissingNode()).isFalse();
    assertThat(after.get(0).at("/fieldsV1/f:spec/f:replicas").isMissingNode()).isTrue();
  }

  @Test
  void what_others_own_and_what_was_scaled_stays() {
    assertThat(
            patch(
                """
                - manager: sidecar-injector
                  operation: Update
                  fieldsV1: {f:spec: {f:template: {}}}
                - manager: kubectl-edit
                  operation: Update
                  subresource: scale
                  fieldsV1: {f:spec: {f:replicas: {}}}
                """))
        .isEmpty();
  }

  private static JsonNode after(String others) {
    return Serialization.unmarshal(patch(others).orElseThrow(), JsonNode.class)
        .get(1)
        .path("value");
  }

  private static Optional<String> patch(String others) {
    var yaml =
        "apiVersion: v1\nkind: Service\nmetadata:\n  resourceVersion: '7'\n  managedFields:\n"
            + (OURS + others).indent(2);
    return Takeover.patch(Serialization.unmarshal(yaml, Service.class), "kubectl-edit", "us");
  }
}

package run.fibonacci.operator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import run.fibonacci.operator.drift.FieldPath.Item;

final class DriftTest {

  private static final FieldPath IMAGE =
      FieldPath.ROOT
          .then("spec")
          .then("containers")
          .then(new Item(Map.of("name", "fib-service"), "fib-service"))
          .then("image");

  @Test
  void a_field_is_written_as_people_write_it() {
    assertThat(IMAGE).hasToString("spec.containers[fib-service].image");
  }

  @Test
  void who_owns_a_field_or_all_around_it_owns_it() {
    assertThat(owns("f:spec: {f:containers: {'k:{\"name\":\"fib-service\"}': {f:image: {}}}}"))
        .isTrue();
    assertThat(owns("f:spec: {f:containers: {}}")).isTrue();
  }

  @Test
  void who_owns_a_neighbour_does_not() {
    assertThat(owns("f:spec: {f:containers: {'k:{\"name\":\"fib-service\"}': {f:env: {}}}}"))
        .isFalse();
    assertThat(owns("f:spec: {f:containers: {'k:{\"name\":\"sidecar\"}': {f:image: {}}}}"))
        .isFalse();
    assertThat(owns("f:metadata: {}")).isFalse();
  }

  @Test
  void many_fields_are_not_all_named() {
    var drift = new Drift("Service", "demo", "helm", List.of("a", "b", "c", "d", "e"));

    assertThat(drift.place()).isEqualTo("a, b, c, 2 more of Service demo");
  }

  private static boolean owns(String fields) {
    return IMAGE.isIn(Serialization.unmarshal(fields, Map.class));
  }
}

package run.fibonacci.local.node.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelQueryTest {
  private static final Map<String, String> LABELS =
      Map.of("app", "web", "app.kubernetes.io/name", "fib", "tier", "front");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|true",
        "app=web|true",
        "app==web|true",
        "app=web,tier=back|false",
        "app=web, tier=front|true",
        "app.kubernetes.io/name=fib|true",
        "app!=web|false",
        "app!=api|true",
        "none!=api|true",
        "tier in (back,front)|true",
        "tier in (back)|false",
        "app=web,tier in (front, back),!canary|true",
        "tier notin (back)|true",
        "none notin (back)|true",
        "app|true",
        "!app|false",
        "none|false"
      })
  void aSelectorMatchesAsKubernetesHasIt(String selector, boolean matches) {
    assertThat(LabelQuery.parse(selector).matches(LABELS)).isEqualTo(matches);
  }

  @Test
  void whatIsNoSelectorIsRefused() {
    assertThatThrownBy(() -> LabelQuery.parse("app > 3"))
        .hasMessageContaining("label selector \"app > 3\" is not one");
  }
}

package run.fibonacci.local.node.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpansionTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("A", "one", "B", "$(A)");

  // The cases of k8s.io/kubernetes/third_party/forked/golang/expansion, as far as they differ.
  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "$(A),one",
    "<$(A)$(A)>,<oneone>",
    "$(B),$(A)",
    "$(C),$(C)",
    "$$(A),$(A)",
    "$$$(A),$one",
    "$$$$(A),$$(A)",
    "$A,$A",
    "$(A,$(A",
    "costs 5$,costs 5$"
  })
  void referencesAreReplacedByWhatIsKnown(String text, String expanded) {
    assertThat(Expansion.expand(text, ENVIRONMENT)).isEqualTo(expanded);
  }
}

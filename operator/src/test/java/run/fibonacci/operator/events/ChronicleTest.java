package run.fibonacci.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.drift.Drift;

final class ChronicleTest {

  private static final FibonacciServiceStatus WAITING =
      status("False WaitingForPods", "True RollingOut", "False AsExpected");
  private static final FibonacciServiceStatus READY =
      status("True PodsReady", "False Complete", "False AsExpected");
  private static final FibonacciServiceStatus ROLLING =
      status("True PodsReady", "True RollingOut", "False AsExpected");
  private static final FibonacciServiceStatus CONFLICT =
      status("True PodsReady", "False Complete", "True NameConflict");

  @Test
  void a_service_that_comes_up_is_one_event() {
    assertThat(reasons(null, WAITING)).isEmpty();
    assertThat(reasons(WAITING, READY)).containsExactly("Ready");
  }

  @Test
  void a_rollout_is_told_at_its_end() {
    assertThat(reasons(READY, ROLLING)).isEmpty();
    assertThat(reasons(ROLLING, READY)).containsExactly("RolledOut");
  }

  @Test
  void what_is_amiss_is_told_once_and_when_it_is_over() {
    assertThat(Chronicle.between(READY, CONFLICT))
        .containsExactly(new Happening(true, "NameConflict", "Observe", "said by Degraded"));
    assertThat(reasons(CONFLICT, CONFLICT)).isEmpty();
    assertThat(reasons(CONFLICT, READY)).containsExactly("Recovered");
  }

  @Test
  void a_service_that_stops_answering_is_a_warning() {
    assertThat(Chronicle.between(READY, WAITING))
        .containsExactly(new Happening(true, "NotReady", "Observe", "said by Ready"));
  }

  @Test
  void a_correction_names_the_other_and_the_fields() {
    var drift =
        new Drift("Service", "demo", "helm", List.of("spec.a", "spec.b", "spec.c", "spec.d"));

    assertThat(Chronicle.corrected(drift).note())
        .startsWith("helm changed spec.a, spec.b, spec.c, 1 more of Service demo: put back");
  }

  private static List<String> reasons(FibonacciServiceStatus before, FibonacciServiceStatus after) {
    return Chronicle.between(before, after).stream().map(Happening::reason).toList();
  }

  private static FibonacciServiceStatus status(String ready, String progressing, String degraded) {
    return Serialization.unmarshal(
        "conditions: [%s, %s, %s]"
            .formatted(
                condition("Ready", ready),
                condition("Progressing", progressing),
                condition("Degraded", degraded)),
        FibonacciServiceStatus.class);
  }

  private static String condition(String type, String said) {
    var words = said.split(" ", 2);
    return "{type: %s, status: '%s', reason: %s, message: said by %s}"
        .formatted(type, words[0], words[1], type);
  }
}

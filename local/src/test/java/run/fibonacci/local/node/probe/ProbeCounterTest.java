package run.fibonacci.local.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbeCounterTest {
  // answers: + passed, - failed; verdicts: what each answer decides, a dot for nothing
  @ParameterizedTest
  @CsvSource({
    "1,3,+++,+..",
    "1,3,---,..-",
    "1,3,--+---,..+..-",
    "1,3,---+,..-+",
    "2,1,-++,-.+",
    "2,1,+-+-++,.-...+",
    "1,1,+-+-,+-+-",
    "1,3,-----,..-.."
  })
  void aVerdictNeedsEnoughEqualAnswersInARow(
      int successes, int failures, String answers, String verdicts) {
    var counter = new ProbeCounter(successes, failures);
    var decided =
        answers
            .chars()
            .mapToObj(answer -> counter.decides(answer == '+') ? Character.toString(answer) : ".")
            .collect(Collectors.joining());
    assertThat(decided).isEqualTo(verdicts);
  }
}

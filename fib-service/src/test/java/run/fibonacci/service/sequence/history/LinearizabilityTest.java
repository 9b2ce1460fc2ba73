package run.fibonacci.service.sequence.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.sequence.history.Call.Read;
import run.fibonacci.service.sequence.history.Call.Restarted;
import run.fibonacci.service.sequence.history.Call.Taken;

final class LinearizabilityTest {
  @Test
  void oneAfterTheOtherIsRight() {
    expectRight(take(1, 0, 0, 1), take(3, 1, 2, 3), read(4, 4, 5), restart(6, 7), take(1, 0, 8, 9));
  }

  @Test
  void callsAtTheSameTimeMayComeInAnyOrder() {
    expectRight(take(1, 1, 0, 10), take(1, 0, 1, 9), read(1, 2, 8));
  }

  @Test
  void aNumberGivenTwiceIsWrong() {
    expectWrong(take(1, 0, 0, 10), take(1, 0, 1, 9));
  }

  @Test
  void aNumberThatNobodyGotIsWrong() {
    expectWrong(take(1, 0, 0, 1), take(1, 2, 2, 3));
  }

  @Test
  void sharesThatOverlapAreWrong() {
    expectWrong(take(3, 0, 0, 10), take(3, 2, 1, 9));
  }

  @Test
  void aLaterCallWithAnEarlierNumberIsWrong() {
    expectWrong(take(1, 1, 0, 1), take(1, 0, 2, 3));
  }

  @Test
  void aReadThatIsLateIsWrong() {
    expectWrong(take(1, 0, 0, 1), read(0, 2, 3));
    expectRight(take(1, 0, 0, 2), read(0, 1, 3));
  }

  @Test
  void aRestartThatDidNothingIsWrong() {
    expectWrong(take(1, 0, 0, 1), restart(2, 3), take(1, 1, 4, 5));
  }

  @Test
  void aRestartThatNobodyAskedForIsWrong() {
    expectWrong(take(1, 0, 0, 1), take(1, 0, 2, 3));
  }

  @Test
  void aCallWithoutAnswerMayHaveHadItsEffectOrNotOrLater() {
    Call lost = new Call(new Taken(1, OptionalLong.empty()), 0, Call.NEVER);
    expectRight(lost, take(1, 0, 1, 2), take(1, 1, 3, 4));
    expectRight(lost, take(1, 1, 1, 2), take(1, 2, 3, 4));
    expectRight(lost, take(1, 0, 1, 2), take(1, 2, 3, 4));
    expectWrong(lost, take(1, 1, 1, 2), take(1, 3, 3, 4));
  }

  @Test
  void aCallWithoutAnswerHadNoEffectBeforeItWasMade() {
    expectWrong(take(1, 1, 0, 1), new Call(new Taken(1, OptionalLong.empty()), 2, Call.NEVER));
  }

  @Test
  void aLongHistoryIsSearchedQuicklyAndOneWrongAnswerInItIsFound() {
    List<Call> history =
        LongStream.range(0, 2_000).mapToObj(i -> take(1, i, 10 * i, 10 * i + 35)).toList();
    assertThat(Linearizability.holds(history)).isTrue();
    var wrong = Stream.concat(history.stream(), Stream.of(take(1, 1_000, 10_000, 10_035))).toList();
    assertThat(Linearizability.holds(wrong)).isFalse();
  }

  @Test
  void manyCallsWithoutAnswerMakeTheSearchNoLonger() {
    var history = new ArrayList<Call>();
    for (int i = 0; i < 300; i++) {
      history.add(take(1, i, 10 * i, 10 * i + 35));
      if (i % 25 == 0) {
        history.add(new Call(new Taken(1, OptionalLong.empty()), 10 * i, Call.NEVER));
        history.add(new Call(new Restarted(), 10 * i, Call.NEVER));
      }
    }
    assertThat(Linearizability.holds(history)).isTrue();
    history.add(read(100, 3_040, 3_041));
    assertThat(Linearizability.holds(history)).isFalse();
  }

  private static void expectRight(Call... calls) {
    assertThat(Linearizability.holds(List.of(calls))).isTrue();
  }

  private static void expectWrong(Call... calls) {
    assertThat(Linearizability.holds(List.of(calls))).isFalse();
  }

  private static Call take(int count, long first, long start, long end) {
    return new Call(new Taken(count, OptionalLong.of(first)), start, end);
  }

  private static Call read(long position, long start, long end) {
    return new Call(new Read(position), start, end);
  }

  private static Call restart(long start, long end) {
    return new Call(new Restarted(), start, end);
  }
}

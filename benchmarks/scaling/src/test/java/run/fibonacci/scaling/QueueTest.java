package run.fibonacci.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueueTest {

  /// M/M/1: the time from arrival to answer is exponential, with the mean work / (1 - utilisation).
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.7, 0.9})
  void with_exponential_work_it_is_the_queue_of_the_textbooks(double utilisation) {
    var queue = Queue.at(utilisation, random -> Queue.exponential(random, 1), 1);
    var mean = 1 / (1 - utilisation);
    assertThat(queue.mean()).isCloseTo(mean, withinPercentage(5));
    assertThat(queue.median()).isCloseTo(mean * Math.log(2), withinPercentage(5));
    assertThat(queue.p99()).isCloseTo(mean * Math.log(100), withinPercentage(10));
  }

  /// M/D/1, by the formula of Pollaczek and Khinchine.
  @Test
  void with_work_that_is_always_the_same_the_wait_is_half_as_long() {
    var queue = Queue.at(0.8, _ -> 1, 1);
    assertThat(queue.mean()).isCloseTo(1 + 0.8 / (2 * 0.2), withinPercentage(5));
  }
}

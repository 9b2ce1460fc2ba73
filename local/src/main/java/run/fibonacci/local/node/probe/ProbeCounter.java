package run.fibonacci.local.node.probe;

import java.util.Optional;

/// Turns single answers into verdicts: as many equal answers in a row as the threshold says.
final class ProbeCounter {
  private final int successThreshold;
  private final int failureThreshold;
  private Optional<Boolean> verdict = Optional.empty();
  private boolean last;
  private int inARow;

  ProbeCounter(int successThreshold, int failureThreshold) {
    this.successThreshold = successThreshold;
    this.failureThreshold = failureThreshold;
  }

  /// Counts an answer. True when the verdict is now `passed` and was not before.
  boolean decides(boolean passed) {
    inARow = passed == last ? inARow + 1 : 1;
    last = passed;
    var decided = Optional.of(passed);
    if (inARow < (passed ? successThreshold : failureThreshold) || verdict.equals(decided)) {
      return false;
    }
    verdict = decided;
    return true;
  }
}

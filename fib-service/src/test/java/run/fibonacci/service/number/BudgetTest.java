package run.fibonacci.service.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import run.fibonacci.service.Limits;
import run.fibonacci.service.number.Budget.Claim;
import run.fibonacci.service.problem.ProblemException;

final class BudgetTest {
  private static final long ALL = Long.MAX_VALUE;

  private final Budget budget = new Budget(Limits.of(Map.of()));

  @Test
  void oneAnswerMayTakeAllOfItAndTheNextIsToldToComeAgain() {
    Claim claim = budget.claim(ALL);
    assertThatThrownBy(() -> budget.claim(1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status().getCode()).isEqualTo(503);
              assertThat(e.problem().name()).isEqualTo("too-busy");
            });
    claim.release();
    budget.claim(1).release();
    assertThat(budget.isUnused()).isTrue();
  }

  @Test
  void whatIsGivenBackTwiceCountsOnce() {
    Claim first = budget.claim(1);
    Claim second = budget.claim(1);
    first.release();
    first.release();
    assertThat(budget.isUnused()).isFalse();
    second.release();
    assertThat(budget.isUnused()).isTrue();
  }
}

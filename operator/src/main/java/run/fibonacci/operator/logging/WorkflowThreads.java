package run.fibonacci.operator.logging;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// The threads on which the children of a reconcile are looked after. What they log is marked like
/// the reconcile itself, which the framework does for its own thread only.
public final class WorkflowThreads extends ThreadPoolExecutor {

  private static final long IDLE_SECONDS = 10;

  private final UnaryOperator<Runnable> carry;

  /// So many at most; idle ones end.
  ///
  /// @param carry takes along what else belongs to the calling thread
  public WorkflowThreads(int threads, UnaryOperator<Runnable> carry) {
    super(
        threads,
        threads,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofVirtual().name("workflow-", 0).factory());
    this.carry = carry;
    allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    super.execute(Marks.carried(carry.apply(task)));
  }
}

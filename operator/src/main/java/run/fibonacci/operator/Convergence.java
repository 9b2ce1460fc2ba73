package run.fibonacci.operator;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.dependent.Attempt;
import run.fibonacci.operator.dependent.ServiceGoneException;
import run.fibonacci.operator.drift.Contests;
import run.fibonacci.operator.drift.Drift;
import run.fibonacci.operator.events.Announcer;
import run.fibonacci.operator.upgrade.UpgradeState;

/// Makes the children of a service what its spec wants, and tells what was done to them.
final class Convergence {

  private final OperatorSettings settings;
  private final Contests contests;
  private final Announcer announcer;

  Convergence(OperatorSettings settings, Contests contests, Announcer announcer) {
    this.settings = settings;
    this.contests = contests;
    this.announcer = announcer;
  }

  /// How far the children have come.
  enum Progress {
    /// They are what the spec wants.
    DONE,
    /// The pods are to be replaced for the operator's sake when it is their turn.
    QUEUED,
    /// The service is deleted.
    GONE
  }

  /// Brings all of them, as far as they can be.
  Progress bring(FibonacciService service, Context<FibonacciService> context) {
    var applied = UpgradeState.isApplied(service);
    var attempt =
        new Attempt(
            service,
            contests,
            applied && settings.version().equals(service.getStatus().operatorVersion()),
            !applied || UpgradeState.isUpgrading(service));
    attempt.enter(context);
    try {
      var result = context.managedWorkflowAndDependentResourceContext().reconcileManagedWorkflow();
      if (result.getErroredDependents().values().stream()
          .anyMatch(ServiceGoneException.class::isInstance)) {
        return Progress.GONE;
      }
      result.throwAggregateExceptionIfErrorsPresent();
    } finally {
      announcer.made(service, attempt.created());
      attempt.corrected().forEach(drift -> corrected(service, drift));
    }
    return attempt.isWaiting() ? Progress.QUEUED : Progress.DONE;
  }

  private void corrected(FibonacciService service, Drift drift) {
    contests.corrected(service.getMetadata().getUid(), drift);
    announcer.corrected(service, drift);
  }
}

package run.fibonacci.operator;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.dependent.OptionalKinds;
import run.fibonacci.operator.drift.Contests;
import run.fibonacci.operator.status.PodDigest;
import run.fibonacci.operator.status.Seen;
import run.fibonacci.operator.status.StatusReport;
import run.fibonacci.operator.status.Trouble;
import run.fibonacci.operator.upgrade.UpgradeQueue;

/// Looks at the children of a service after a reconcile, and says what its status is.
final class ServiceObserver {

  private final StatusReport statuses;
  private final Clock clock;
  private final OptionalKinds kinds;
  private final Contests contests;
  private final UpgradeQueue upgrades;

  ServiceObserver(OperatorSettings settings, Clock clock, OptionalKinds kinds, Contests contests) {
    this.statuses = new StatusReport(settings, clock);
    this.clock = clock;
    this.kinds = kinds;
    this.contests = contests;
    this.upgrades = new UpgradeQueue(settings.maxRollouts(), clock);
  }

  /// In the light of the children; where pods are awaited, they are asked why.
  FibonacciServiceStatus look(FibonacciService service, Context<FibonacciService> context) {
    var contested = contests.about(service.getMetadata().getUid()).map(Trouble::contested);
    var amiss = contested.or(() -> kinds.missing(service).map(Trouble::missingKind));
    var seen = Seen.of(service, context).with(amiss);
    var status = statuses.of(service, seen);
    if (StatusReport.isSettled(status) || statuses.isTooEarly(service, status)) {
      return status;
    }
    var pods = PodDigest.of(context.getClient(), service, clock.instant());
    var worst = pods.filter(Trouble::needsPerson).or(() -> amiss).or(() -> pods);
    return statuses.of(service, seen.with(worst));
  }

  /// Where new pods are wanted for the operator's sake: whether it is the service's turn.
  FibonacciServiceStatus queue(FibonacciService service, Context<FibonacciService> context) {
    var turn = upgrades.ask(service, context.getPrimaryCache().list().toList());
    return statuses.of(service, Seen.of(service, context).inTurn(turn));
  }

  /// After a reconcile that failed.
  FibonacciServiceStatus failed(
      FibonacciService service, Context<FibonacciService> context, Trouble trouble) {
    return statuses.of(service, Seen.of(service, context).failed(trouble));
  }
}

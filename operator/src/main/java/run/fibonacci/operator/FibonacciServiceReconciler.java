package run.fibonacci.operator;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
import run.fibonacci.operator.dependent.Attempt;
import run.fibonacci.operator.dependent.AutoscalerDependent;
import run.fibonacci.operator.dependent.DeploymentDependent;
import run.fibonacci.operator.dependent.DisruptionBudgetDependent;
import run.fibonacci.operator.dependent.FibonacciDependent;
import run.fibonacci.operator.dependent.HttpRouteDependent;
import run.fibonacci.operator.dependent.IngressDependent;
import run.fibonacci.operator.dependent.NetworkPolicyDependent;
import run.fibonacci.operator.dependent.OptionalKinds;
import run.fibonacci.operator.dependent.ServiceAccountDependent;
import run.fibonacci.operator.dependent.ServiceDependent;
import run.fibonacci.operator.dependent.ServiceMonitorDependent;
import run.fibonacci.operator.dependent.WhenAccountIsOurs;
import run.fibonacci.operator.dependent.WhenAutoscaled;
import run.fibonacci.operator.dependent.WhenBudgeted;
import run.fibonacci.operator.dependent.WhenExposed;
import run.fibonacci.operator.dependent.WhenGuarded;
import run.fibonacci.operator.dependent.WhenKnown;
import run.fibonacci.operator.dependent.WhenMonitored;
import run.fibonacci.operator.dependent.WhenRouted;
import run.fibonacci.operator.drift.Contests;
import run.fibonacci.operator.drift.Drift;
import run.fibonacci.operator.events.Chronicle;
import run.fibonacci.operator.events.EventRecorder;
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.metrics.OperatorMetrics;
import run.fibonacci.operator.metrics.ServiceCount;
import run.fibonacci.operator.secret.SecretVersions;
import run.fibonacci.operator.status.PodDigest;
import run.fibonacci.operator.status.Seen;
import run.fibonacci.operator.status.StatusReport;
import run.fibonacci.operator.status.StatusWriter;
import run.fibonacci.operator.status.Trouble;
import run.fibonacci.operator.upgrade.UpgradeQueue;
import run.fibonacci.operator.upgrade.UpgradeState;

/// One reconcile: make the children what the spec wants, look at them, report.
@ControllerConfiguration(name = "fibonacciservice", fieldManager = FibonacciDependent.FIELD_MANAGER)
@GradualRetry(
    maxAttempts = FibonacciServiceReconciler.WITHOUT_END,
    initialInterval = 500,
    intervalMultiplier = 2,
    maxInterval = 60_000)
@Workflow(
    explicitInvocation = true,
    handleExceptionsInReconciler = true,
    dependents = {
      @Dependent(
          type = ServiceAccountDependent.class,
          reconcilePrecondition = WhenAccountIsOurs.class),
      @Dependent(type = DeploymentDependent.class),
      @Dependent(type = ServiceDependent.class),
      @Dependent(type = AutoscalerDependent.class, reconcilePrecondition = WhenAutoscaled.class),
      @Dependent(type = IngressDependent.class, reconcilePrecondition = WhenExposed.class),
      @Dependent(
          type = HttpRouteDependent.class,
          activationCondition = WhenKnown.class,
          reconcilePrecondition = WhenRouted.class),
      @Dependent(
          type = DisruptionBudgetDependent.class,
          reconcilePrecondition = WhenBudgeted.class),
      @Dependent(type = NetworkPolicyDependent.class, reconcilePrecondition = WhenGuarded.class),
      @Dependent(
          type = ServiceMonitorDependent.class,
          activationCondition = WhenKnown.class,
          reconcilePrecondition = WhenMonitored.class)
    })
public final class FibonacciServiceReconciler implements Reconciler<FibonacciService> {

  private static final Logger LOG = LoggerFactory.getLogger(FibonacciServiceReconciler.class);

  /// With a last attempt, an outage longer than all attempts would leave services broken for hours.
  static final int WITHOUT_END = -1;

  /// While pods are awaited they are asked this often what is the matter: what they say wakes
  /// nobody.
  private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

  /// A service whose turn has come goes on when its status says so.
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final OperatorSettings settings;
  private final StatusReport statuses;
  private final Clock clock;
  private final Heartbeat heartbeat;
  private final OptionalKinds kinds;
  private final Optional<SecretVersions> secrets;
  private final ServiceCount count;
  private final EventRecorder events;
  private final OperatorMetrics metrics;
  private final Contests contests;
  private final UpgradeQueue upgrades;

  /// Reconciles as the settings say, and tells the others what comes of it.
  ///
  /// @param kinds the ones that the children have, too
  /// @param secrets the ones that the Deployment has, too
  /// @param count told of the services that there are
  public FibonacciServiceReconciler(
      OperatorSettings settings,
      Clock clock,
      Heartbeat heartbeat,
      OptionalKinds kinds,
      Optional<SecretVersions> secrets,
      ServiceCount count,
      EventRecorder events,
      OperatorMetrics metrics) {
    this.settings = settings;
    this.statuses = new StatusReport(settings, clock);
    this.clock = clock;
    this.heartbeat = heartbeat;
    this.kinds = kinds;
    this.secrets = secrets;
    this.count = count;
    this.events = events;
    this.metrics = metrics;
    this.contests = new Contests(clock);
    this.upgrades = new UpgradeQueue(settings.maxRollouts());
  }

  @Override
  public List<EventSource<?, FibonacciService>> prepareEventSources(
      EventSourceContext<FibonacciService> context) {
    count.among(context.getPrimaryCache());
    return secrets
        .<EventSource<?, FibonacciService>>map(
            versions -> versions.among(context.getPrimaryCache()))
        .stream()
        .toList();
  }

  @Override
  public UpdateControl<FibonacciService> reconcile(
      FibonacciService service, Context<FibonacciService> context) {
    try (var _ = heartbeat.begin()) {
      var waits =
          !Boolean.TRUE.equals(service.getSpec().paused()) && bringChildren(service, context);
      var status = waits ? queue(service, context) : observe(service, context);
      report(service, status, context);
      return UpdateControl.<FibonacciService>noUpdate().rescheduleAfter(next(service, status));
    }
  }

  @Override
  public ErrorStatusUpdateControl<FibonacciService> updateErrorStatus(
      FibonacciService service, Context<FibonacciService> context, Exception error) {
    var trouble = Trouble.of(error);
    LOG.atLevel(trouble.needsPerson() ? Level.WARN : Level.INFO)
        .log("{}: {}", trouble.reason(), trouble.message());
    LOG.debug("The reconcile failed and will be tried again", error);
    report(service, statuses.of(service, Seen.of(service, context).failed(trouble)), context);
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  /// Makes the children what the spec wants.
  ///
  /// @return whether the pods are to be replaced for the operator's sake when it is their turn
  private boolean bringChildren(FibonacciService service, Context<FibonacciService> context) {
    var applied = UpgradeState.isApplied(service);
    var attempt =
        new Attempt(
            service,
            contests,
            applied && settings.version().equals(service.getStatus().operatorVersion()),
            !applied || UpgradeState.isUpgrading(service));
    attempt.enter(context);
    try {
      context
          .managedWorkflowAndDependentResourceContext()
          .reconcileManagedWorkflow()
          .throwAggregateExceptionIfErrorsPresent();
    } finally {
      Chronicle.created(attempt.created()).ifPresent(made -> events.publish(service, made));
      attempt.corrected().forEach(drift -> corrected(service, drift));
    }
    return attempt.isWaiting();
  }

  private void corrected(FibonacciService service, Drift drift) {
    contests.corrected(service.getMetadata().getUid(), drift);
    metrics.corrected(drift);
    events.publish(service, Chronicle.corrected(drift));
  }

  /// The status of a service that has to ask whether it may replace its pods.
  private FibonacciServiceStatus queue(
      FibonacciService service, Context<FibonacciService> context) {
    var turn = upgrades.ask(service, context.getPrimaryCache().list().toList());
    return statuses.of(service, Seen.of(service, context).inTurn(turn));
  }

  /// The status in the light of the children; where pods are awaited, they are asked why.
  private FibonacciServiceStatus observe(
      FibonacciService service, Context<FibonacciService> context) {
    var known = contests.about(service.getMetadata().getUid()).map(Trouble::contested);
    var amiss = known.or(() -> kinds.missing(service).map(Trouble::missingKind));
    var seen = Seen.of(service, context).with(amiss);
    var status = statuses.of(service, seen);
    if (StatusReport.isSettled(status) || statuses.isTooEarly(service, status)) {
      return status;
    }
    var pods = PodDigest.of(context.getClient(), service, clock.instant());
    var worst = pods.filter(Trouble::needsPerson).or(() -> amiss).or(() -> pods);
    return statuses.of(service, seen.with(worst));
  }

  private void report(
      FibonacciService service, FibonacciServiceStatus status, Context<FibonacciService> context) {
    Chronicle.between(service.getStatus(), status)
        .forEach(happening -> events.publish(service, happening));
    StatusWriter.write(service, status, context);
  }

  /// When to look again, if nothing happens before.
  private Duration next(FibonacciService service, FibonacciServiceStatus status) {
    if (UpgradeState.begins(service, status)) {
      return AT_ONCE;
    }
    return StatusReport.isSettled(status) ? jittered(settings.resync()) : ASK_AGAIN;
  }

  /// Spreads the services over time, so that they do not come all at once for ever after a start.
  private static Duration jittered(Duration interval) {
    var millis = interval.toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 5 + 1));
  }
}

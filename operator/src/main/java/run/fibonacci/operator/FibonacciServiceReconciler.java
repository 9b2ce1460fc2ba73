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
import run.fibonacci.operator.Convergence.Progress;
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
import run.fibonacci.operator.dependent.WhenKnown;
import run.fibonacci.operator.dependent.WhenWanted;
import run.fibonacci.operator.drift.Contests;
import run.fibonacci.operator.events.Announcer;
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.metrics.ServiceCount;
import run.fibonacci.operator.secret.SecretVersions;
import run.fibonacci.operator.status.StatusReport;
import run.fibonacci.operator.status.StatusWriter;
import run.fibonacci.operator.status.Trouble;
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
      @Dependent(type = ServiceAccountDependent.class, reconcilePrecondition = WhenWanted.class),
      @Dependent(type = DeploymentDependent.class),
      @Dependent(type = ServiceDependent.class),
      @Dependent(type = AutoscalerDependent.class, reconcilePrecondition = WhenWanted.class),
      @Dependent(type = IngressDependent.class, reconcilePrecondition = WhenWanted.class),
      @Dependent(
          type = HttpRouteDependent.class,
          activationCondition = WhenKnown.class,
          reconcilePrecondition = WhenWanted.class),
      @Dependent(type = DisruptionBudgetDependent.class, reconcilePrecondition = WhenWanted.class),
      @Dependent(type = NetworkPolicyDependent.class, reconcilePrecondition = WhenWanted.class),
      @Dependent(
          type = ServiceMonitorDependent.class,
          activationCondition = WhenKnown.class,
          reconcilePrecondition = WhenWanted.class)
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
  private final Heartbeat heartbeat;
  private final Optional<SecretVersions> secrets;
  private final ServiceCount count;
  private final Announcer announcer;
  private final Convergence children;
  private final ServiceObserver observer;

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
      Announcer announcer) {
    this.settings = settings;
    this.heartbeat = heartbeat;
    this.secrets = secrets;
    this.count = count;
    this.announcer = announcer;
    var contests = new Contests(clock);
    this.children = new Convergence(settings, contests, announcer);
    this.observer = new ServiceObserver(settings, clock, kinds, contests);
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
      var paused = Boolean.TRUE.equals(service.getSpec().paused());
      var progress = paused ? Progress.DONE : children.bring(service, context);
      return switch (progress) {
        case DONE -> report(service, observer.look(service, context), context);
        case QUEUED -> report(service, observer.queue(service, context), context);
        case GONE -> UpdateControl.<FibonacciService>noUpdate().rescheduleAfter(ASK_AGAIN);
      };
    }
  }

  @Override
  public ErrorStatusUpdateControl<FibonacciService> updateErrorStatus(
      FibonacciService service, Context<FibonacciService> context, Exception error) {
    var trouble = Trouble.of(error);
    LOG.atLevel(trouble.needsPerson() ? Level.WARN : Level.INFO)
        .log("{}: {}", trouble.reason(), trouble.message());
    LOG.debug("The reconcile failed and will be tried again", error);
    report(service, observer.failed(service, context, trouble), context);
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  private UpdateControl<FibonacciService> report(
      FibonacciService service, FibonacciServiceStatus status, Context<FibonacciService> context) {
    StatusWriter.write(service, status, context);
    announcer.reported(service, status);
    return UpdateControl.<FibonacciService>noUpdate().rescheduleAfter(next(service, status));
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

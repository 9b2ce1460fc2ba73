package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
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
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.api.v1.FibonacciServiceStatus;
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
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.metrics.ServiceCount;
import run.fibonacci.operator.secret.SecretVersions;
import run.fibonacci.operator.status.PodDigest;
import run.fibonacci.operator.status.Seen;
import run.fibonacci.operator.status.StatusReport;
import run.fibonacci.operator.status.Trouble;

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

  private final OperatorSettings settings;
  private final StatusReport report;
  private final Heartbeat heartbeat;
  private final OptionalKinds kinds;
  private final Optional<SecretVersions> secrets;
  private final ServiceCount count;

  /// Reconciles as the settings say and tells the heartbeat of each beginning and end.
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
      ServiceCount count) {
    this.settings = settings;
    this.report = new StatusReport(settings, clock);
    this.heartbeat = heartbeat;
    this.kinds = kinds;
    this.secrets = secrets;
    this.count = count;
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
      if (!Boolean.TRUE.equals(service.getSpec().paused())) {
        context
            .managedWorkflowAndDependentResourceContext()
            .reconcileManagedWorkflow()
            .throwAggregateExceptionIfErrorsPresent();
      }
      var status = observe(service, context);
      var control =
          status.equals(service.getStatus())
              ? UpdateControl.<FibonacciService>noUpdate()
              : UpdateControl.patchStatus(carrier(service, status));
      var atRest = isSettled(status) && kinds.missing(service).isEmpty();
      return control.rescheduleAfter(atRest ? jittered(settings.resync()) : ASK_AGAIN);
    }
  }

  @Override
  public ErrorStatusUpdateControl<FibonacciService> updateErrorStatus(
      FibonacciService service, Context<FibonacciService> context, Exception error) {
    var trouble = Trouble.of(error);
    LOG.warn("{}: {}", trouble.reason(), trouble.message());
    LOG.debug("The reconcile failed and will be tried again", error);
    var status = report.of(service, seen(service, context, Optional.of(trouble)));
    return status.equals(service.getStatus())
        ? ErrorStatusUpdateControl.noStatusUpdate()
        : ErrorStatusUpdateControl.patchStatus(carrier(service, status));
  }

  /// The status in the light of the children; where pods are awaited, they are asked why.
  private FibonacciServiceStatus observe(
      FibonacciService service, Context<FibonacciService> context) {
    var missing = kinds.missing(service).map(Trouble::missingKind);
    var status = report.of(service, seen(service, context, missing));
    if (isSettled(status)) {
      return status;
    }
    var trouble = PodDigest.of(context.getClient(), service).or(() -> missing);
    return report.of(service, seen(service, context, trouble));
  }

  private static Seen seen(
      FibonacciService service, Context<FibonacciService> context, Optional<Trouble> trouble) {
    return new Seen(
        child(service, context, Deployment.class),
        child(service, context, Service.class),
        child(service, context, Ingress.class),
        trouble);
  }

  private static <R extends HasMetadata> Optional<R> child(
      FibonacciService service, Context<FibonacciService> context, Class<R> kind) {
    var name = service.getMetadata().getName();
    return context.getSecondaryResources(kind).stream()
        .filter(child -> child.getMetadata().getName().equals(name))
        .findFirst();
  }

  /// A resource with nothing but a status: server-side apply would take the rest as applied too.
  private static FibonacciService carrier(FibonacciService service, FibonacciServiceStatus status) {
    var carrier = new FibonacciService();
    carrier.setMetadata(
        new ObjectMetaBuilder()
            .withName(service.getMetadata().getName())
            .withNamespace(service.getMetadata().getNamespace())
            .build());
    carrier.setSpec(null);
    carrier.setStatus(status);
    return carrier;
  }

  /// Whether enough pods answer and none is awaited.
  private static boolean isSettled(FibonacciServiceStatus status) {
    return is("True", "Ready", status) && is("False", "Progressing", status);
  }

  private static boolean is(String value, String type, FibonacciServiceStatus status) {
    return status.conditions().stream()
        .anyMatch(c -> c.getType().equals(type) && c.getStatus().equals(value));
  }

  /// Spreads the services over time, so that they do not come all at once for ever after a start.
  private static Duration jittered(Duration interval) {
    var millis = interval.toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 5 + 1));
  }
}

package run.fibonacci.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import run.fibonacci.operator.connection.Connections;
import run.fibonacci.operator.connection.RequestObserver;
import run.fibonacci.operator.dependent.ChildFactory;
import run.fibonacci.operator.dependent.OptionalKinds;
import run.fibonacci.operator.events.Announcer;
import run.fibonacci.operator.events.EventRecorder;
import run.fibonacci.operator.health.HealthServer;
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.leader.Leadership;
import run.fibonacci.operator.logging.RequestLog;
import run.fibonacci.operator.logging.WorkflowThreads;
import run.fibonacci.operator.metrics.DriftMetrics;
import run.fibonacci.operator.metrics.OperatorRegistry;
import run.fibonacci.operator.metrics.ReconcileMetrics;
import run.fibonacci.operator.metrics.RequestMetrics;
import run.fibonacci.operator.metrics.ServiceCount;
import run.fibonacci.operator.secret.SecretVersions;
import run.fibonacci.operator.tracing.Traces;

/// A running operator: its controller, its place in the leader election, and its health.
public final class FibonacciOperator implements AutoCloseable {

  private static final int WORKFLOW_THREADS = 32;

  private final Operator operator;
  private final Leadership leadership;
  private final WatchedNamespaces namespaces;
  private final HealthServer health;
  private final EventRecorder events;
  private final OperatorRegistry registry;
  private final Traces traces;

  private FibonacciOperator(
      Operator operator,
      Leadership leadership,
      WatchedNamespaces namespaces,
      HealthServer health,
      EventRecorder events,
      OperatorRegistry registry,
      Traces traces) {
    this.operator = operator;
    this.leadership = leadership;
    this.namespaces = namespaces;
    this.health = health;
    this.events = events;
    this.registry = registry;
    this.traces = traces;
  }

  /// Starts an operator. Returns when its caches are filled; it acts at once, or, where it takes
  /// part in a leader election, when it leads.
  ///
  /// @param connection how to reach the API server, and as whom
  /// @param http gets the client's HTTP part before it is built, for whoever wants to look on
  /// @throws OperatorException when a right or the CRD is missing
  public static FibonacciOperator start(
      OperatorSettings settings,
      Config connection,
      Consumer<HttpClient.Builder> http,
      Clock clock) {
    var registry = new OperatorRegistry(settings);
    var heartbeat = new Heartbeat(clock);
    var leadership = new Leadership(settings, clock);
    registry.leader(leadership::leads);
    var traces = Traces.to(settings.tracing(), settings.version());
    var client =
        Connections.client(
            connection,
            RequestObserver.all(
                List.of(new RequestMetrics(registry.meters()), new RequestLog(), traces)),
            builder -> http.accept(builder.addOrReplaceInterceptor("lease", leadership.guard())));
    var kinds = new OptionalKinds(clock);
    var namespaces = new WatchedNamespaces(settings);
    var secrets =
        Optional.of(settings)
            .filter(OperatorSettings::rollOnSecretChange)
            .map(_ -> new SecretVersions(client.getConfiguration(), namespaces.now()));
    var events = new EventRecorder(client, clock, settings.podName());
    var reconciler =
        new FibonacciServiceReconciler(
            settings,
            clock,
            heartbeat,
            kinds,
            secrets,
            new ServiceCount(registry.meters()),
            new Announcer(events, new DriftMetrics(registry.meters())));

    var children =
        new ChildFactory(settings, kinds, service -> secrets.flatMap(all -> all.of(service)));
    var threads = new WorkflowThreads(WORKFLOW_THREADS, traces::carry);
    var metrics = new ReconcileMetrics(registry.meters(), traces);
    var operator =
        new Operator(
            overrider -> configure(overrider, client, leadership, metrics, children, threads));
    var controller =
        operator.register(
            reconciler, overrider -> overrider.settingNamespaces(namespaces.forFramework()));

    var health =
        HealthServer.start(
            new InetSocketAddress(settings.bindAddress(), settings.port()),
            heartbeat::isRegular,
            () -> operator.getRuntimeInfo().isStarted(),
            registry::scrape);
    try {
      operator.start();
    } catch (OperatorException e) {
      health.close();
      registry.close();
      client.close();
      throw e;
    }
    namespaces.follow(controller, client, leadership::leads);
    return new FibonacciOperator(
        operator, leadership, namespaces, health, events, registry, traces);
  }

  private static void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      Leadership leadership,
      ReconcileMetrics metrics,
      ChildFactory children,
      WorkflowThreads threads) {
    overrider
        .withKubernetesClient(client)
        .withMetrics(metrics)
        .withWorkflowExecutorService(threads)
        .withDependentResourceFactory(children)
        // an annotation on every child to recognise one's own writes is not worth one cheap
        // reconcile
        .withPreviousAnnotationForDependentResources(false)
        // the lease is given back after everything has stopped
        .withCloseClientOnStop(false)
        .withReconciliationTerminationTimeout(Duration.ofSeconds(10));
    leadership.configuration().ifPresent(overrider::withLeaderElectionConfiguration);
  }

  /// Address of health and metrics.
  public InetSocketAddress healthAddress() {
    return health.address();
  }

  /// Ends what is running, hands the lease to the next operator, and closes the client.
  @Override
  public void close() {
    leadership.retire();
    namespaces.close();
    operator.stop();
    events.close();
    leadership.release(operator.getKubernetesClient());
    operator.getKubernetesClient().close();
    health.close();
    registry.close();
    traces.close();
  }
}

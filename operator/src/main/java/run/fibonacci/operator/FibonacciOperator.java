package run.fibonacci.operator;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.processing.Controller;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.connection.Connections;
import run.fibonacci.operator.connection.RequestObserver;
import run.fibonacci.operator.dependent.ChildFactory;
import run.fibonacci.operator.dependent.OptionalKinds;
import run.fibonacci.operator.events.Announcer;
import run.fibonacci.operator.events.EventRecorder;
import run.fibonacci.operator.health.HealthServer;
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.health.ReconcileThreads;
import run.fibonacci.operator.leader.Leadership;
import run.fibonacci.operator.logging.RequestLog;
import run.fibonacci.operator.logging.WorkflowThreads;
import run.fibonacci.operator.memory.PeriodicCollection;
import run.fibonacci.operator.metrics.DriftMetrics;
import run.fibonacci.operator.metrics.OperatorRegistry;
import run.fibonacci.operator.metrics.ReconcileMetrics;
import run.fibonacci.operator.metrics.RequestMetrics;
import run.fibonacci.operator.metrics.ServiceCount;
import run.fibonacci.operator.secret.SecretVersions;
import run.fibonacci.operator.tracing.Traces;

/// A running operator: its controller, its place in the leader election, and its health.
public final class FibonacciOperator implements AutoCloseable {

  /// More at a time would wait for the API server, which answers none of them the sooner.
  private static final int RECONCILES = 16;

  private static final int WORKFLOW_THREADS = 32;

  private final OperatorSettings settings;
  private final Clock clock;
  private final OperatorRegistry registry;
  private final ReconcileMetrics metrics;
  private final Traces traces;
  private final Heartbeat heartbeat;
  private final ReconcileThreads threads;
  private final Leadership leadership;
  private final WatchedNamespaces namespaces;
  private final OptionalKinds kinds;
  private final KubernetesClient client;
  private final Optional<SecretVersions> secrets;
  private final EventRecorder events;
  private final Operator operator;
  private final Controller<FibonacciService> controller;
  private final HealthServer health;
  private final PeriodicCollection collection;

  private FibonacciOperator(
      OperatorSettings settings,
      Config connection,
      Consumer<HttpClient.Builder> http,
      Clock clock) {
    this.settings = settings;
    this.clock = clock;
    registry = new OperatorRegistry(settings);
    traces = Traces.to(settings.tracing(), settings.version());
    metrics = new ReconcileMetrics(registry.meters(), traces);
    heartbeat = new Heartbeat(clock);
    threads = new ReconcileThreads(RECONCILES, clock, metrics::waited);
    metrics.threads(threads);
    leadership = new Leadership(settings, clock);
    registry.leader(leadership::leads);
    namespaces = new WatchedNamespaces(settings);
    kinds = new OptionalKinds(clock);
    client = client(connection, http);
    secrets =
        Optional.of(settings)
            .filter(OperatorSettings::rollOnSecretChange)
            .map(_ -> new SecretVersions(client.getConfiguration(), namespaces.now()));
    events = new EventRecorder(client, clock, settings.podName());
    operator = new Operator(this::configure);
    controller =
        (Controller<FibonacciService>)
            operator.register(
                reconciler(), overrider -> overrider.settingNamespaces(namespaces.forFramework()));
    health =
        HealthServer.start(
            new InetSocketAddress(settings.bindAddress(), settings.port()),
            () -> heartbeat.isRegular() && threads.isMoving(),
            () -> operator.getRuntimeInfo().isStarted(),
            registry::scrape);
    collection = PeriodicCollection.after(metrics::ended);
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
    var started = new FibonacciOperator(settings, connection, http, clock);
    try {
      started.operator.start();
    } catch (OperatorException e) {
      started.release();
      throw e;
    }
    started.namespaces.follow(
        started.controller, started.threads, started.client, started.leadership::leads);
    return started;
  }

  private KubernetesClient client(Config connection, Consumer<HttpClient.Builder> http) {
    var observers = List.of(new RequestMetrics(registry.meters()), new RequestLog(), traces);
    return Connections.client(
        connection,
        RequestObserver.all(observers),
        builder -> http.accept(builder.addOrReplaceInterceptor("lease", leadership.guard())));
  }

  private FibonacciServiceReconciler reconciler() {
    return new FibonacciServiceReconciler(
        settings,
        clock,
        heartbeat,
        kinds,
        secrets,
        new ServiceCount(registry.meters()),
        new Announcer(events, new DriftMetrics(registry.meters())));
  }

  private void configure(ConfigurationServiceOverrider overrider) {
    overrider
        .withKubernetesClient(client)
        .withMetrics(metrics)
        .withExecutorService(threads)
        .withWorkflowExecutorService(new WorkflowThreads(WORKFLOW_THREADS, traces::carry))
        .withDependentResourceFactory(children())
        // an annotation on every child to recognise one's own writes is not worth one cheap
        // reconcile
        .withPreviousAnnotationForDependentResources(false)
        // the lease is given back after everything has stopped
        .withCloseClientOnStop(false)
        .withReconciliationTerminationTimeout(Duration.ofSeconds(10));
    leadership.configuration().ifPresent(overrider::withLeaderElectionConfiguration);
  }

  private ChildFactory children() {
    return new ChildFactory(settings, kinds, service -> secrets.flatMap(all -> all.of(service)));
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
    leadership.release(client);
    release();
  }

  private void release() {
    collection.close();
    client.close();
    health.close();
    registry.close();
    traces.close();
  }
}

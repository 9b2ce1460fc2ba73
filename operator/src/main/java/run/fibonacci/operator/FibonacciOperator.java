package run.fibonacci.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import run.fibonacci.operator.dependent.ChildFactory;
import run.fibonacci.operator.dependent.OptionalKinds;
import run.fibonacci.operator.events.EventRecorder;
import run.fibonacci.operator.health.HealthServer;
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.leader.Leadership;
import run.fibonacci.operator.metrics.OperatorMetrics;
import run.fibonacci.operator.metrics.ServiceCount;
import run.fibonacci.operator.secret.SecretVersions;

/// A running operator: its controller, its place in the leader election, and its health.
public final class FibonacciOperator implements AutoCloseable {

  private final Operator operator;
  private final Leadership leadership;
  private final WatchedNamespaces namespaces;
  private final HealthServer health;
  private final EventRecorder events;

  private FibonacciOperator(
      Operator operator,
      Leadership leadership,
      WatchedNamespaces namespaces,
      HealthServer health,
      EventRecorder events) {
    this.operator = operator;
    this.leadership = leadership;
    this.namespaces = namespaces;
    this.health = health;
    this.events = events;
  }

  /// Starts an operator. Returns when its caches are filled; it acts at once, or, where it takes
  /// part in a leader election, when it leads.
  ///
  /// @param client closed together with the operator
  /// @throws OperatorException when a right or the CRD is missing
  public static FibonacciOperator start(
      OperatorSettings settings, KubernetesClient client, Clock clock) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var heartbeat = new Heartbeat(clock);
    var leadership = new Leadership(settings, client);
    var kinds = new OptionalKinds(clock);
    var namespaces = new WatchedNamespaces(settings);
    var secrets =
        Optional.of(settings)
            .filter(OperatorSettings::rollOnSecretChange)
            .map(_ -> new SecretVersions(client.getConfiguration(), namespaces.now()));
    var children =
        new ChildFactory(settings, kinds, service -> secrets.flatMap(all -> all.of(service)));
    var operator =
        new Operator(overrider -> configure(overrider, client, leadership, registry, children));
    var events = new EventRecorder(client, clock, settings.podName());
    var controller =
        operator.register(
            new FibonacciServiceReconciler(
                settings,
                clock,
                heartbeat,
                kinds,
                secrets,
                new ServiceCount(registry),
                events,
                new OperatorMetrics(registry)),
            overrider -> overrider.settingNamespaces(namespaces.forFramework()));
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
      throw e;
    }
    namespaces.follow(controller, client, leadership::leads);
    return new FibonacciOperator(operator, leadership, namespaces, health, events);
  }

  private static void configure(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      Leadership leadership,
      PrometheusMeterRegistry registry,
      ChildFactory children) {
    overrider
        .withKubernetesClient(client)
        .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
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
    leadership.release();
    operator.getKubernetesClient().close();
    health.close();
  }
}

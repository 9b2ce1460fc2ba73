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
import run.fibonacci.operator.dependent.ChildFactory;
import run.fibonacci.operator.events.EventRecorder;
import run.fibonacci.operator.health.HealthServer;
import run.fibonacci.operator.health.Heartbeat;
import run.fibonacci.operator.leader.Leadership;
import run.fibonacci.operator.metrics.OperatorMetrics;

/// A running operator: its controller, its place in the leader election, and its health.
public final class FibonacciOperator implements AutoCloseable {

  private final Operator operator;
  private final Leadership leadership;
  private final HealthServer health;
  private final EventRecorder events;

  private FibonacciOperator(
      Operator operator, Leadership leadership, HealthServer health, EventRecorder events) {
    this.operator = operator;
    this.leadership = leadership;
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
    var operator =
        new Operator(overrider -> configure(overrider, settings, client, leadership, registry));
    var events = new EventRecorder(client, clock, settings.podName());
    var reconciler =
        new FibonacciServiceReconciler(
            settings, clock, heartbeat, events, new OperatorMetrics(registry));
    operator.register(
        reconciler,
        controller -> {
          if (!settings.namespaces().isEmpty()) {
            controller.settingNamespaces(settings.namespaces());
          }
        });
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
    return new FibonacciOperator(operator, leadership, health, events);
  }

  private static void configure(
      ConfigurationServiceOverrider overrider,
      OperatorSettings settings,
      KubernetesClient client,
      Leadership leadership,
      PrometheusMeterRegistry registry) {
    overrider
        .withKubernetesClient(client)
        .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry))
        .withDependentResourceFactory(new ChildFactory(settings))
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
    operator.stop();
    events.close();
    leadership.release();
    operator.getKubernetesClient().close();
    health.close();
  }
}

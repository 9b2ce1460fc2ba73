package run.fibonacci.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.operator.OperatorSettings;

/// This operator's part in the leader election. A leader that is told to end hands the lease over;
/// one that lost it ends at once, because another may already be acting.
public final class Leadership {

  /// Name of the Lease.
  public static final String LEASE = "fibonacci-operator";

  /// After this time without a renewal another operator takes over.
  static final Duration DURATION = Duration.ofSeconds(12);

  /// After this time without a renewal the leader ends: early enough that clocks may differ by the
  /// rest of the lease's duration.
  static final Duration RENEWAL = Duration.ofSeconds(8);

  /// How often the lease is looked at. Those who stand by wait up to 2.2 times as long: the time in
  /// which a lease that is given back finds a taker.
  static final Duration PERIOD = Duration.ofMillis(750);

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final OperatorSettings settings;
  private final LeaseGuard guard;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lease").factory());
  private final AtomicBoolean retiring = new AtomicBoolean();
  private final AtomicBoolean leading = new AtomicBoolean();

  /// Takes part in the name of the operator's pod.
  public Leadership(OperatorSettings settings, Clock clock) {
    this.settings = settings;
    this.guard = new LeaseGuard(RENEWAL, clock, Leadership::end);
    this.leading.set(!settings.leaderElection());
  }

  /// Has to see every request to the API server.
  public Interceptor guard() {
    return guard;
  }

  /// Whether this operator acts: it leads, or runs alone.
  public boolean leads() {
    return leading.get();
  }

  /// How the framework is to hold the election; empty where one operator runs alone.
  public Optional<LeaderElectionConfiguration> configuration() {
    if (!settings.leaderElection()) {
      return Optional.empty();
    }
    return Optional.of(
        LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
            .withLeaseNamespace(settings.namespace())
            .withIdentity(settings.podName())
            .withLeaseDuration(DURATION)
            .withRenewDeadline(RENEWAL)
            .withRetryPeriod(PERIOD)
            // the framework would call System.exit, which waits for the hook that waits for it
            .withExitOnStopLeading(false)
            .withLeaderCallbacks(new LeaderCallbacks(this::elected, this::deposed, leader -> {}))
            .build());
  }

  private void elected() {
    LOG.info("This operator leads");
    leading.set(true);
    var period = PERIOD.toMillis();
    watch.scheduleAtFixedRate(guard::check, period, period, TimeUnit.MILLISECONDS);
  }

  private void deposed() {
    leading.set(false);
    if (!retiring.get()) {
      end();
    }
  }

  private static void end() {
    LOG.error("The lease {} was lost: ending, another operator may be acting", LEASE);
    Runtime.getRuntime().halt(1);
  }

  /// Announces that this operator ends on purpose.
  public void retire() {
    retiring.set(true);
  }

  /// Gives the lease back, if it is ours, so that the next operator need not wait for it to run
  /// out. To be called when nothing acts any more.
  public void release(KubernetesClient client) {
    watch.shutdownNow();
    if (!settings.leaderElection()) {
      return;
    }
    try {
      var lease = client.leases().inNamespace(settings.namespace()).withName(LEASE).get();
      if (lease != null && settings.podName().equals(lease.getSpec().getHolderIdentity())) {
        lease.getSpec().setHolderIdentity("");
        lease.getSpec().setLeaseDurationSeconds(1);
        client.resource(lease).update();
      }
    } catch (KubernetesClientException e) {
      LOG.warn("The lease {} could not be handed over and will run out", LEASE, e);
    }
  }
}

package run.fibonacci.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.operator.OperatorSettings;

/// This operator's part in the leader election. A leader that is told to end hands the lease over;
/// one that lost it ends at once, because another may already be acting.
public final class Leadership {

  /// Name of the Lease.
  public static final String LEASE = "fibonacci-operator";

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private final OperatorSettings settings;
  private final KubernetesClient client;
  private final AtomicBoolean retiring = new AtomicBoolean();
  private final AtomicBoolean leading = new AtomicBoolean();

  /// Takes part in the name of the operator's pod.
  public Leadership(OperatorSettings settings, KubernetesClient client) {
    this.settings = settings;
    this.client = client;
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
            // the framework would call System.exit, which waits for the hook that waits for it
            .withExitOnStopLeading(false)
            .withLeaderCallbacks(new LeaderCallbacks(this::elected, this::deposed, leader -> {}))
            .build());
  }

  /// Whether this operator acts, alone or elected.
  public boolean leads() {
    return !settings.leaderElection() || leading.get();
  }

  private void elected() {
    leading.set(true);
    LOG.info("This operator leads");
  }

  private void deposed() {
    if (!retiring.get()) {
      LOG.error("The lease {} was lost: ending, another operator may be acting", LEASE);
      Runtime.getRuntime().halt(1);
    }
  }

  /// Announces that this operator ends on purpose.
  public void retire() {
    retiring.set(true);
  }

  /// Gives the lease back, if it is ours, so that the next operator need not wait for it to run
  /// out. To be called when nothing acts any more.
  public void release() {
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

package run.fibonacci.operator.status;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.replicas.ReplicaHandover;

/// How far the pods are from what is wanted, read from the Deployment.
final class RolloutState {

  private static final Duration PASSES = Duration.ofSeconds(8);
  private static final DeploymentStatus NOTHING = new DeploymentStatusBuilder().build();

  private final FibonacciService service;
  private final Optional<Deployment> deployment;
  private final DeploymentStatus status;
  private final Instant now;

  RolloutState(FibonacciService service, Optional<Deployment> deployment, Instant now) {
    this.service = service;
    this.now = now;
    this.deployment = deployment;
    this.status = requireNonNullElse(deployment.map(Deployment::getStatus).orElse(null), NOTHING);
  }

  /// Pods that are wanted at the moment, by the user or by the autoscaler.
  int wanted() {
    return deployment
        .map(d -> d.getSpec().getReplicas())
        .orElseGet(() -> ReplicaHandover.needed(service.getSpec()));
  }

  int total() {
    return requireNonNullElse(status.getReplicas(), 0);
  }

  int ready() {
    return requireNonNullElse(status.getReadyReplicas(), 0);
  }

  int updated() {
    return requireNonNullElse(status.getUpdatedReplicas(), 0);
  }

  /// Whether enough pods answer. Those that an autoscaler asks for on top of its minimum may still
  /// be on their way.
  boolean hasEnough() {
    return deployment.isPresent() && ready() >= ReplicaHandover.needed(service.getSpec());
  }

  /// Whether every pod is of the newest kind, ready, and none is left over.
  boolean isComplete() {
    return deployment.isPresent()
        && isCurrent()
        && updated() == wanted()
        && total() == wanted()
        && ready() == wanted();
  }

  /// The Deployment controller's own verdict: it got nowhere in time, or may not make pods.
  Optional<Trouble> failure() {
    return status.getConditions().stream()
        .filter(c -> isStuck(c) || isRefused(c))
        .findFirst()
        .map(c -> new Trouble(c.getReason(), c.getMessage(), true));
  }

  private static boolean isStuck(DeploymentCondition condition) {
    return condition.getType().equals("Progressing") && condition.getStatus().equals("False");
  }

  /// A pod is also refused when it comes sooner than its account; that passes.
  private boolean isRefused(DeploymentCondition condition) {
    return condition.getType().equals("ReplicaFailure")
        && condition.getStatus().equals("True")
        && PodDigest.isOlder(condition.getLastTransitionTime(), PASSES, now);
  }

  private boolean isCurrent() {
    return deployment
        .map(d -> d.getMetadata().getGeneration().equals(status.getObservedGeneration()))
        .orElse(false);
  }
}

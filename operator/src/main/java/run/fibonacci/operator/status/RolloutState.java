package run.fibonacci.operator.status;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.replicas.ReplicaHandover;

/// How far the pods are from what is wanted, read from the Deployment.
final class RolloutState {

  private static final DeploymentStatus NOTHING = new DeploymentStatusBuilder().build();

  private final FibonacciService service;
  private final Optional<Deployment> deployment;
  private final DeploymentStatus status;

  RolloutState(FibonacciService service, Optional<Deployment> deployment) {
    this.service = service;
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
        .filter(c ->
            c.getType().equals("ReplicaFailure") && c.getStatus().equals("True")
                || c.getType().equals("Progressing") && c.getStatus().equals("False"))
        .findFirst()
        .map(c -> new Trouble(c.getReason(), c.getMessage(), true));
  }

  private boolean isCurrent() {
    return deployment
        .map(d -> d.getMetadata().getGeneration().equals(status.getObservedGeneration()))
        .orElse(false);
  }
}

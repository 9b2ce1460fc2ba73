package run.fibonacci.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.upgrade.Turn;

/// What was seen of a service's children after a reconcile.
///
/// @param trouble the worst thing that keeps the operator or a pod from going on
/// @param turn whether new pods are wanted for the operator's sake and may come
/// @param applied whether the children were brought to what the spec says
public record Seen(
    Optional<Deployment> deployment,
    Optional<Service> service,
    Optional<Ingress> ingress,
    Optional<Trouble> trouble,
    Optional<Turn> turn,
    boolean applied) {

  /// What is to be seen of the service's children.
  public static Seen of(FibonacciService service, Context<FibonacciService> context) {
    return new Seen(
        child(service, context, Deployment.class),
        child(service, context, Service.class),
        child(service, context, Ingress.class),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  private static <R extends HasMetadata> Optional<R> child(
      FibonacciService service, Context<FibonacciService> context, Class<R> kind) {
    var name = service.getMetadata().getName();
    return context.getSecondaryResources(kind).stream()
        .filter(child -> child.getMetadata().getName().equals(name))
        .findFirst();
  }

  /// The same, with something that is amiss.
  public Seen with(Optional<Trouble> amiss) {
    return new Seen(deployment, service, ingress, amiss, turn, applied);
  }

  /// The same, where new pods are wanted for the operator's sake.
  public Seen inTurn(Turn turn) {
    return new Seen(deployment, service, ingress, trouble, Optional.of(turn), applied);
  }

  /// The same after a reconcile that failed.
  public Seen failed(Trouble why) {
    return new Seen(deployment, service, ingress, Optional.of(why), turn, false);
  }
}

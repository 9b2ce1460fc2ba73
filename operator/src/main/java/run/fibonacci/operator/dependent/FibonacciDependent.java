package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.OperatorSettings;
import run.fibonacci.operator.drift.Comparison;
import run.fibonacci.operator.drift.Takeover;

/// What the children of a FibonacciService have in common. Each is named like its service, is owned
/// by it, and is written by server-side apply alone, so that other people's fields on it survive.
///
/// @param <R> the kind of the child
public abstract class FibonacciDependent<R extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, FibonacciService>
    implements SecondaryToPrimaryMapper<R> {

  /// The owner of every field that the operator sets. Part of the upgrade contract: under another
  /// name, fields that are no longer set would stay for ever.
  public static final String FIELD_MANAGER = "fibonacci-operator";

  private static final int UNPROCESSABLE = 422;

  /// The settings of the operator.
  protected final OperatorSettings settings;

  FibonacciDependent(Class<R> kind, OperatorSettings settings) {
    super(kind);
    this.settings = settings;
  }

  /// Whether the spec asks for the child.
  boolean isWanted(FibonacciService service) {
    return true;
  }

  /// The child as it should be.
  ///
  /// @param actual the child as it was last seen, or null where there is none
  abstract R desired(FibonacciService service, @Nullable R actual);

  @Override
  protected final R desired(FibonacciService service, Context<FibonacciService> context) {
    return desired(service, getSecondaryResource(service, context).orElse(null));
  }

  /// Name, namespace and labels of a child; annotations are added by whoever needs some.
  static ObjectMeta metadata(FibonacciService service) {
    return new ObjectMetaBuilder()
        .withName(service.getMetadata().getName())
        .withNamespace(service.getMetadata().getNamespace())
        .withLabels(Labels.of(service))
        .build();
  }

  @Override
  protected final ResourceID targetSecondaryResourceID(
      FibonacciService service, Context<FibonacciService> context) {
    return ResourceID.fromResource(service);
  }

  /// Finds the service by owner or by label: a child that was robbed of one is found by the other.
  @Override
  public final Set<ResourceID> toPrimaryResourceIDs(R child) {
    return Ownership.services(child);
  }

  @Override
  protected final void addReferenceHandlingMetadata(R desired, FibonacciService service) {
    desired.getMetadata().setOwnerReferences(List.of(Ownership.of(service)));
  }

  /// Compares the child with what is wanted. A difference stays for the moment where somebody else
  /// insists on it, or where new pods would come that it is not yet the service's turn for.
  @Override
  public final Result<R> match(
      R actual, R desired, FibonacciService service, Context<FibonacciService> context) {
    addMetadata(true, actual, desired, service, context);
    var comparison = new Comparison<R>();
    if (matches(actual, desired, comparison, context)) {
      return Result.computed(true, desired);
    }
    var attempt = Attempt.in(context);
    attempt.found(actual, comparison);
    if (attempt.leaves(actual)) {
      return Result.computed(true, desired);
    }
    var gentle = attempt.mayRestart() ? desired : withoutRestart(desired, comparison);
    if (gentle == desired) {
      return Result.computed(false, desired);
    }
    attempt.withhold();
    return Result.computed(matches(actual, gentle, new Comparison<R>(), context), gentle);
  }

  /// Whether the child is as wanted; the comparison knows afterwards where it is not.
  boolean matches(
      R actual, R desired, Comparison<R> comparison, Context<FibonacciService> context) {
    return comparison.matches(actual, desired, context);
  }

  /// The child as it should be, but for what would replace pods.
  R withoutRestart(R desired, Comparison<R> comparison) {
    return desired;
  }

  @Override
  public final R update(
      R actual, R desired, FibonacciService service, Context<FibonacciService> context) {
    var updated = apply(actual, desired, service, context);
    Attempt.in(context).updated(updated);
    return updated;
  }

  /// What others put in the place of our fields may exclude them, as a second port of the same name
  /// does. Then theirs becomes ours first, and so goes.
  private R apply(
      R actual, R desired, FibonacciService service, Context<FibonacciService> context) {
    try {
      return super.update(actual, desired, service, context);
    } catch (KubernetesClientException e) {
      var patch =
          Attempt.in(context)
              .rival(actual)
              .filter(_ -> e.getCode() == UNPROCESSABLE)
              .flatMap(rival -> Takeover.patch(actual, rival, FIELD_MANAGER))
              .orElseThrow(() -> e);
      var ours = context.getClient().resource(actual).patch(PatchContext.of(PatchType.JSON), patch);
      return super.update(ours, desired, service, context);
    }
  }

  /// Creates the child. One that exists already without being in our sight has lost its labels, or
  /// is not ours; one that was there before may be going with its service.
  @Override
  public final R create(R desired, FibonacciService service, Context<FibonacciService> context) {
    if (Ownership.isGone(service, context.getClient())) {
      throw new ServiceGoneException();
    }
    try {
      var created = super.create(desired, service, context);
      Attempt.in(context).created(created);
      return created;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      return adopt(desired, service, context, e);
    }
  }

  private R adopt(
      R desired,
      FibonacciService service,
      Context<FibonacciService> context,
      KubernetesClientException conflict) {
    R live = context.getClient().resource(desired).get();
    if (live == null) {
      throw conflict;
    }
    if (!Ownership.isOurs(live, service)) {
      throw new NameConflictException(live);
    }
    desired.getMetadata().setResourceVersion(null);
    match(live, desired, service, context);
    return update(live, desired, service, context);
  }

  /// Deletes the child when it is no longer wanted, but never an object that only has its labels.
  @Override
  protected final void handleDelete(
      FibonacciService service, R child, Context<FibonacciService> context) {
    if (child != null && Ownership.isOurs(child, service)) {
      super.handleDelete(service, child, context);
    }
  }
}

package run.fibonacci.operator.dependent;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.drift.Comparison;
import run.fibonacci.operator.drift.Contests;
import run.fibonacci.operator.drift.Drift;

/// One reconcile of the children: what it may do to them, and what it came upon.
public final class Attempt {

  private final String service;
  private final Contests contests;
  private final boolean undisturbed;
  private final boolean mayRestart;
  private final Map<String, Drift> found = new ConcurrentHashMap<>();
  private final Queue<Drift> corrected = new ConcurrentLinkedQueue<>();
  private final Collection<String> created = new ConcurrentSkipListSet<>();
  private final AtomicBoolean withheld = new AtomicBoolean();

  /// @param undisturbed whether all of this was there before: what is different now, others changed
  /// @param mayRestart whether pods may be replaced for no wish of the user
  public Attempt(
      FibonacciService service, Contests contests, boolean undisturbed, boolean mayRestart) {
    this.service = service.getMetadata().getUid();
    this.contests = contests;
    this.undisturbed = undisturbed;
    this.mayRestart = mayRestart;
  }

  /// Hands the attempt to the children.
  public void enter(Context<FibonacciService> context) {
    context.managedWorkflowAndDependentResourceContext().put(Attempt.class, this);
  }

  static Attempt in(Context<FibonacciService> context) {
    return context
        .managedWorkflowAndDependentResourceContext()
        .getMandatory(Attempt.class, Attempt.class);
  }

  /// Notes what others changed; it counts when it has been undone.
  void found(HasMetadata actual, Comparison<?> comparison) {
    Drift.of(actual, comparison, FibonacciDependent.FIELD_MANAGER)
        .or(() -> displaced(actual, comparison))
        .ifPresent(drift -> found.put(drift.kind(), drift));
  }

  private Optional<Drift> displaced(HasMetadata actual, Comparison<?> comparison) {
    return undisturbed
        ? Drift.displaced(actual, comparison, FibonacciDependent.FIELD_MANAGER)
        : Optional.empty();
  }

  /// Who changed this child, where somebody did.
  Optional<String> rival(HasMetadata child) {
    return Optional.ofNullable(found.get(child.getKind())).map(Drift::manager);
  }

  /// Whether what others changed about this child is to stay for the moment.
  boolean leaves(HasMetadata child) {
    return undisturbed
        && found.containsKey(child.getKind())
        && contests.isResting(service, child.getKind());
  }

  /// Whether the pods may be replaced: in turn, or because others changed them.
  boolean mayRestart() {
    return mayRestart
        || undisturbed && found.values().stream().anyMatch(d -> d.touches("spec.template"));
  }

  /// Notes that new pods are wanted and were not asked for yet.
  void withhold() {
    withheld.set(true);
  }

  void updated(HasMetadata child) {
    var drift = found.remove(child.getKind());
    if (undisturbed && drift != null) {
      corrected.add(drift);
    }
  }

  void created(HasMetadata child) {
    if (undisturbed) {
      corrected.add(Drift.deleted(child));
    } else {
      created.add(child.getKind());
    }
  }

  /// The kinds of the children that were made.
  public Collection<String> created() {
    return created;
  }

  /// What others had changed and was undone.
  public Collection<Drift> corrected() {
    return corrected;
  }

  /// Whether new pods are wanted and the service waits for its turn to get them.
  public boolean isWaiting() {
    return withheld.get();
  }
}

package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.api.v1.FibonacciService;
import run.fibonacci.operator.health.ReconcileThreads;

/// The namespaces that the operator works in: those of its settings, or those in a file, such as
/// one mounted from a ConfigMap, which can change while the operator runs.
final class WatchedNamespaces implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedNamespaces.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final OperatorSettings settings;
  private volatile Set<String> now;
  private volatile boolean closed;

  /// Reads the file, where there is one.
  ///
  /// @throws UncheckedIOException when the file cannot be read
  WatchedNamespaces(OperatorSettings settings) {
    this.settings = settings;
    this.now = settings.namespacesFile().map(WatchedNamespaces::read).orElse(settings.namespaces());
  }

  /// Where it works now; none means everywhere.
  Set<String> now() {
    return now;
  }

  /// The same as the framework wants it.
  Set<String> forFramework() {
    return now.isEmpty() ? Set.of(Constants.WATCH_ALL_NAMESPACES) : now;
  }

  /// Looks at the file from time to time, and has the controller follow it. One that only stands by
  /// follows when it leads: a controller that is told of namespaces begins to act.
  ///
  /// @param threads the ones that the controller reconciles in
  void follow(
      Controller<FibonacciService> controller,
      ReconcileThreads threads,
      KubernetesClient client,
      BooleanSupplier leads) {
    settings
        .namespacesFile()
        .ifPresent(file ->
            Thread.ofVirtual()
                .name("namespaces")
                .start(() -> {
                  while (!closed) {
                    if (leads.getAsBoolean()) {
                      news(file, client).ifPresent(wanted -> carryOut(wanted, controller, threads));
                    }
                    pause();
                  }
                }));
  }

  /// What the file names, if that is new and the operator may work there.
  private Optional<Set<String>> news(Path file, KubernetesClient client) {
    try {
      return Optional.of(read(file))
          .filter(wanted -> !wanted.equals(now) && mayWorkIn(wanted, client));
    } catch (UncheckedIOException | KubernetesClientException e) {
      LOG.warn("{} could not be followed and will be read again: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private void carryOut(
      Set<String> wanted, Controller<FibonacciService> controller, ReconcileThreads threads) {
    LOG.info("Works in {} from now on, instead of {}", wanted, now);
    try {
      // the framework never hears the end of a reconcile that ends while it changes namespaces,
      // and would not begin another for that service
      threads.whileNoneRuns(() -> change(wanted, controller));
    } catch (RuntimeException e) {
      // half done, and the framework would do nothing any more
      if (!closed) {
        LOG.error("Some of {} could not be watched: ending, to begin anew there", wanted, e);
        System.exit(1);
      }
    }
  }

  private void change(Set<String> wanted, Controller<FibonacciService> controller) {
    var services = controller.getEventSourceManager().getControllerEventSource();
    var before = services.list(service -> true).toList();
    now = wanted;
    controller.changeNamespaces(forFramework());
    // whatever was to be done for them is forgotten, lest it be awaited when they come back
    before.stream()
        .filter(service -> services.get(ResourceID.fromResource(service)).isEmpty())
        .forEach(service -> services.onDelete(service, true));
  }

  /// The list may arrive before the rights do; to watch without them would end the operator.
  private boolean mayWorkIn(Set<String> wanted, KubernetesClient client) {
    return wanted.stream()
        .filter(namespace -> !now.contains(namespace))
        .allMatch(
            namespace -> client.resource(listing(namespace)).create().getStatus().getAllowed());
  }

  private static SelfSubjectAccessReview listing(String namespace) {
    return new SelfSubjectAccessReviewBuilder()
        .withNewSpec()
        .withNewResourceAttributes()
        .withGroup(FibonacciService.GROUP)
        .withResource("fibonacciservices")
        .withVerb("list")
        .withNamespace(namespace)
        .endResourceAttributes()
        .endSpec()
        .build();
  }

  private static Set<String> read(Path file) {
    try {
      return Arrays.stream(Files.readString(file).split("[,\\s]+"))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "FIB_NAMESPACES_FILE=" + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}

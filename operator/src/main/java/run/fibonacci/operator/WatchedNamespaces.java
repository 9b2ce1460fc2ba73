package run.fibonacci.operator;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import run.fibonacci.api.v1.FibonacciService;

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
  void follow(
      RegisteredController<FibonacciService> controller,
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
                      look(file, controller, client);
                    }
                    pause();
                  }
                }));
  }

  private void look(
      Path file, RegisteredController<FibonacciService> controller, KubernetesClient client) {
    try {
      var wanted = read(file);
      if (!wanted.equals(now) && mayWorkIn(wanted, client)) {
        LOG.info("Works in {} from now on, instead of {}", wanted, now);
        now = wanted;
        controller.changeNamespaces(forFramework());
      }
    } catch (RuntimeException e) {
      LOG.warn("{} could not be followed and will be read again: {}", file, e.getMessage());
    }
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

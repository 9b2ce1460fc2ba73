package run.fibonacci.operator.secret;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.NamespaceChangeable;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import run.fibonacci.api.v1.FibonacciService;

/// The versions of the Secrets that services refer to. A service whose Secret changed is
/// reconciled.
public final class SecretVersions extends AbstractEventSource<String, FibonacciService>
    implements NamespaceChangeable {

  private static final String EVERYWHERE = "";

  private final KubernetesClient client;
  private final Map<String, SecretWatch> watches = new HashMap<>();
  private Set<String> namespaces;
  private Optional<IndexerResourceCache<FibonacciService>> services = Optional.empty();

  /// Watches Secrets once it has been started.
  ///
  /// @param config whom to ask, as whom
  /// @param namespaces where; none means everywhere
  public SecretVersions(Config config, Set<String> namespaces) {
    super(String.class, "secret-versions");
    this.client = SecretWatch.metadataOnly(config);
    this.namespaces = namespaces;
  }

  /// Whom to look for when a Secret changes.
  public SecretVersions among(IndexerResourceCache<FibonacciService> services) {
    this.services = Optional.of(services);
    return this;
  }

  /// The versions of all Secrets of a service, in one word that changes when one of them does.
  /// Nothing where it has none, or one that does not exist.
  public synchronized Optional<String> of(FibonacciService service) {
    var namespace = service.getMetadata().getNamespace();
    var watch = watches.getOrDefault(EVERYWHERE, watches.get(namespace));
    var names = SecretReferences.of(service.getSpec());
    if (watch == null || names.isEmpty()) {
      return Optional.empty();
    }
    var versions = names.stream().flatMap(name -> watch.version(namespace, name).stream()).toList();
    return versions.size() == names.size()
        ? Optional.of(String.join("-", versions))
        : Optional.empty();
  }

  @Override
  public synchronized void start() {
    super.start();
    for (var namespace : namespaces.isEmpty() ? Set.of(EVERYWHERE) : namespaces) {
      watches.computeIfAbsent(namespace, where -> SecretWatch.start(client, where, this::changed));
    }
  }

  private void changed(GenericKubernetesResource secret) {
    var metadata = secret.getMetadata();
    services.stream()
        .flatMap(all ->
            all.list(
                metadata.getNamespace(),
                service -> SecretReferences.of(service.getSpec()).contains(metadata.getName())))
        .forEach(
            service -> getEventHandler().handleEvent(new Event(ResourceID.fromResource(service))));
  }

  @Override
  public synchronized void changeNamespaces(Set<String> wanted) {
    var all = wanted.contains(Constants.WATCH_ALL_NAMESPACES);
    namespaces = all ? Set.of() : wanted;
    watches
        .entrySet()
        .removeIf(watch -> {
          var stays = all ? watch.getKey().equals(EVERYWHERE) : wanted.contains(watch.getKey());
          if (!stays) {
            watch.getValue().close();
          }
          return !stays;
        });
    start();
  }

  @Override
  public synchronized void stop() {
    super.stop();
    watches.values().forEach(SecretWatch::close);
    watches.clear();
    client.close();
  }

  @Override
  public Set<String> getSecondaryResources(FibonacciService service) {
    return Set.of();
  }
}

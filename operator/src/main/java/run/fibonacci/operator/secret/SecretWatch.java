package run.fibonacci.operator.secret;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Watches the metadata of the Secrets of a namespace, or of all, and keeps of each a version.
final class SecretWatch implements AutoCloseable {

  private static final ResourceDefinitionContext SECRETS =
      new ResourceDefinitionContext.Builder()
          .withVersion("v1")
          .withKind("Secret")
          .withPlural("secrets")
          .withNamespaced(true)
          .build();

  private static final String VERSION = "version";

  private final SharedIndexInformer<GenericKubernetesResource> informer;

  private SecretWatch(SharedIndexInformer<GenericKubernetesResource> informer) {
    this.informer = informer;
  }

  /// A client that is given objects without what is in them (Kubernetes API Concepts,
  /// "Metadata-only fetches").
  static KubernetesClient metadataOnly(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("metadata-only", new MetadataOnly()))
        .build();
  }

  /// Starts, and returns when every Secret that there is has been seen.
  ///
  /// @param namespace empty for all
  /// @param changed told of each Secret that comes, changes or goes
  static SecretWatch start(
      KubernetesClient client, String namespace, Consumer<GenericKubernetesResource> changed) {
    var secrets = client.genericKubernetesResources(SECRETS);
    var informer =
        (namespace.isEmpty() ? secrets.inAnyNamespace() : secrets.inNamespace(namespace))
            .runnableInformer(0)
            .itemStore(new Versions())
            .addEventHandler(new Changes(changed));
    informer.run();
    return new SecretWatch(informer);
  }

  Optional<String> version(String namespace, String name) {
    return Optional.ofNullable(
            informer.getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)))
        .map(secret -> secret.getMetadata().getAnnotations().get(VERSION));
  }

  @Override
  public void close() {
    informer.close();
  }

  /// When somebody last wrote the data, as far as the API server says who wrote what; labels and
  /// annotations come and go without a version.
  private static String versionOf(GenericKubernetesResource secret) {
    var metadata = secret.getMetadata();
    var written =
        metadata.getManagedFields().stream()
            .filter(SecretWatch::ownsData)
            .map(entry -> entry.getManager() + entry.getTime())
            .sorted()
            .collect(Collectors.joining());
    var version = metadata.getUid() + (written.isEmpty() ? metadata.getResourceVersion() : written);
    return "%08x".formatted(version.hashCode());
  }

  private static boolean ownsData(ManagedFieldsEntry entry) {
    return entry.getFieldsV1() != null
        && entry.getFieldsV1().getAdditionalProperties().containsKey("f:data");
  }

  /// Keeps a name and a version each. An annotation may hold a copy of the data: kubectl's does.
  private static final class Versions extends BasicItemStore<GenericKubernetesResource> {

    Versions() {
      super(Cache::metaNamespaceKeyFunc);
    }

    @Override
    public GenericKubernetesResource put(String key, GenericKubernetesResource secret) {
      var metadata = secret.getMetadata();
      var slim = new GenericKubernetesResource();
      slim.setMetadata(
          new ObjectMetaBuilder()
              .withNamespace(metadata.getNamespace())
              .withName(metadata.getName())
              .withResourceVersion(metadata.getResourceVersion())
              .withAnnotations(Map.of(VERSION, versionOf(secret)))
              .build());
      return super.put(key, slim);
    }
  }

  private record Changes(Consumer<GenericKubernetesResource> changed)
      implements ResourceEventHandler<GenericKubernetesResource> {

    @Override
    public void onAdd(GenericKubernetesResource secret) {
      changed.accept(secret);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
      changed.accept(after);
    }

    @Override
    public void onDelete(GenericKubernetesResource secret, boolean unseen) {
      changed.accept(secret);
    }
  }

  private static final class MetadataOnly implements Interceptor {

    private static final String ACCEPT = "application/json;as=%s;g=meta.k8s.io;v=v1";

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      var watch = String.valueOf(request.uri().getQuery()).contains("watch=true");
      builder.setHeader(
          "Accept",
          ACCEPT.formatted(watch ? "PartialObjectMetadata" : "PartialObjectMetadataList"));
    }
  }
}

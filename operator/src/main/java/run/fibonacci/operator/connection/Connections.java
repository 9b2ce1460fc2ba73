package run.fibonacci.operator.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Makes clients for an operator that runs for months.
public final class Connections extends JdkHttpClientFactory {

  /// A failed request is repeated this often at once, and then left to the retries of the
  /// reconcile, which wait longer and hold no thread.
  private static final int REPETITIONS = 3;

  private final RequestObserver observer;

  private Connections(RequestObserver observer) {
    this.observer = observer;
  }

  /// A client.
  ///
  /// @param config where the API server is, and who asks
  /// @param observer is told of each request
  /// @param http gets the HTTP part before it is built
  public static KubernetesClient client(
      Config config, RequestObserver observer, Consumer<HttpClient.Builder> http) {
    var patient =
        new ConfigBuilder(config)
            .withRequestRetryBackoffLimit(REPETITIONS)
            // over HTTP/2 all requests share a connection, which stays in use when it is dead: each
            // would time out. Over HTTP/1.1 the first takes its connection with it.
            .withHttp2Disable(true)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(patient)
        .withHttpClientFactory(new Connections(observer))
        .withKubernetesSerialization(sharing())
        .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
        .withHttpClientBuilderConsumer(builder ->
            http.accept(builder.addOrReplaceInterceptor("retry-after", new RetryAfter())))
        .build();
  }

  private static KubernetesSerialization sharing() {
    return new KubernetesSerialization(new ObjectMapper().registerModule(new SharedParts()), true);
  }

  @Override
  protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    return new ObservedBuilder(super.createNewHttpClientBuilder().executor(threads), observer);
  }
}

package run.fibonacci.local.node.server;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;
import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import run.fibonacci.local.node.pod.PodView;

/// The API group `metrics.k8s.io/v1beta1`: what its paths lead to.
///
/// @param node the node's name
/// @param usages by process id
record MetricsHandler(String node, Supplier<List<PodView>> pods, Supplier<Map<Long, Usage>> usages)
    implements HttpHandler {
  static final String PATH = "/apis/" + MetricsDocuments.VERSION;

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      try {
        var labels = LabelQuery.parse(Query.of(uri).get("labelSelector").orElse(""));
        answer(uri.getPath().substring(PATH.length()), labels).send(exchange);
      } catch (IllegalArgumentException e) {
        HttpAnswer.error(HTTP_BAD_REQUEST, String.valueOf(e.getMessage())).send(exchange);
      }
    }
  }

  /// @param path what follows the group and version, with its slash
  HttpAnswer answer(String path, LabelQuery labels) {
    var parts = path.split("/");
    return switch (parts.length) {
      case 0, 1 -> json(MetricsDocuments.resources());
      case 2 -> list(parts[1], pod -> labels.matches(pod.metadata().getLabels()));
      case 3 -> parts[1].equals("nodes") ? nodeNamed(parts[2]) : notFound();
      case 4 ->
          list(parts[3], pod -> isIn(pod, parts[2]) && labels.matches(pod.metadata().getLabels()));
      case 5 -> podNamed(parts[2], parts[4]);
      default -> notFound();
    };
  }

  private static boolean isIn(PodView pod, String namespace) {
    return pod.metadata().getNamespace().equals(namespace);
  }

  private HttpAnswer list(String kind, Predicate<PodView> wanted) {
    return switch (kind) {
      case "pods" -> json(documents(wanted).podMetrics());
      case "nodes" -> json(documents(pod -> true).nodeMetrics());
      default -> notFound();
    };
  }

  private HttpAnswer nodeNamed(String name) {
    return only(documents(pod -> true).nodeMetrics().getItems(), name);
  }

  private HttpAnswer podNamed(String namespace, String name) {
    return only(documents(pod -> isIn(pod, namespace)).podMetrics().getItems(), name);
  }

  private static HttpAnswer only(List<? extends HasMetadata> items, String name) {
    return items.stream()
        .filter(item -> item.getMetadata().getName().equals(name))
        .findFirst()
        .map(MetricsHandler::json)
        .orElseGet(MetricsHandler::notFound);
  }

  private MetricsDocuments documents(Predicate<PodView> wanted) {
    return new MetricsDocuments(node, pods.get().stream().filter(wanted).toList(), usages.get());
  }

  private static HttpAnswer json(Object document) {
    return HttpAnswer.json(Serialization.asJson(document));
  }

  private static HttpAnswer notFound() {
    return HttpAnswer.error(HTTP_NOT_FOUND, "no metrics here (yet)");
  }
}

package run.fibonacci.operator.connection;

import java.net.URI;
import java.net.http.HttpRequest;

/// A request in Kubernetes' terms.
///
/// @param verb as in a role's rules, with server-side apply told apart: get, list, watch, create,
///   update, patch, apply, delete
/// @param path without the query
public record Request(String verb, String path) {

  private static final String APPLY = "application/apply-patch+yaml";

  static Request watch(URI uri) {
    return new Request("watch", uri.getPath());
  }

  static Request of(HttpRequest request) {
    var path = request.uri().getPath();
    var verb =
        switch (request.method()) {
          case "GET" -> isCollection(path) ? "list" : "get";
          case "POST" -> "create";
          case "PUT" -> "update";
          case "DELETE" -> "delete";
          default -> isApply(request) ? "apply" : "patch";
        };
    return new Request(verb, path);
  }

  private static boolean isApply(HttpRequest request) {
    return request.headers().allValues("Content-Type").stream().anyMatch(t -> t.startsWith(APPLY));
  }

  /// Whether a kind comes last: `/api/v1/namespaces/NAMESPACE/KIND` or `/apis/GROUP/v1/KIND`.
  private static boolean isCollection(String path) {
    var parts = path.substring(1).split("/");
    var kind = parts[0].equals("api") ? 2 : 3;
    if (parts.length > kind + 1 && parts[kind].equals("namespaces")) {
      kind += 2;
    }
    return parts.length == kind + 1;
  }
}

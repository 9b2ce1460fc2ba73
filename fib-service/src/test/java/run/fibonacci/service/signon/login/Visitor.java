package run.fibonacci.service.signon.login;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import run.fibonacci.service.RunningService;

/// A browser's part: it keeps cookies, as if all pods had one address, and goes where it is sent.
final class Visitor implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final TreeMap<String, String> cookies = new TreeMap<>();

  HttpResponse<String> send(String method, RunningService pod, String path, String... headers) {
    String[] all = Stream.concat(Arrays.stream(headers), cookieHeader()).toArray(String[]::new);
    HttpResponse<String> response = send(method, pod.uri().resolve(path), all);
    response.headers().allValues("Set-Cookie").stream()
        .flatMap(header -> HttpCookie.parse(header).stream())
        .forEach(this::keep);
    return response;
  }

  private Stream<String> cookieHeader() {
    return cookies.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  private void keep(HttpCookie cookie) {
    if (cookie.getMaxAge() == 0) {
      cookies.remove(cookie.getName());
    } else {
      cookies.put(cookie.getName(), cookie.getValue());
    }
  }

  TreeMap<String, String> cookies() {
    return cookies;
  }

  /// Begins to sign in at a pod, and comes back from the issuer with the path of the callback.
  String goToIssuer(RunningService pod, String... headers) {
    HttpResponse<String> begun = send("GET", pod, "/sign-in", headers);
    return path(location(send("GET", location(begun))));
  }

  static URI location(HttpResponse<String> response) {
    return URI.create(
        response
            .headers()
            .firstValue("Location")
            .orElseThrow(() -> new AssertionError(response.statusCode() + response.body())));
  }

  private static String path(URI address) {
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private HttpResponse<String> send(String method, URI uri, String... headers) {
    var request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(30));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + uri + " failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
